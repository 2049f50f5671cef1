package io.candlegrid.batch.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.fastpath.optimization.TrialView;

/** Copies the engine's moving view of a trial into a row to store. */
final class TrialRows {

    private TrialRows() {}

    static Trial of(TrialView trial) {
        double[] metrics = new double[Metric.COUNT];
        trial.copyMetrics(metrics);
        return new Trial(trial.index(), trial.pruneReason(), trial.pruneBar(), Metrics.of(metrics));
    }
}
