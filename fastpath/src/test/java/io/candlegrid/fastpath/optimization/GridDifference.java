package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.backtest.RandomStrategies;
import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.ConstraintFilter;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.Pruning;
import java.util.ArrayList;
import java.util.List;

/** Runs a random search with both engines and lists where they differ. */
final class GridDifference {

    private static final Timeframe[] TIMEFRAMES = {
        Timeframe.M1, Timeframe.M1, Timeframe.M1, Timeframe.M5, Timeframe.M15
    };

    private GridDifference() {}

    /** Every difference of a seed's search, in words; empty when the engines agree. */
    static List<String> of(long seed, Scope scope) {
        Timeframe timeframe = TIMEFRAMES[(int) (seed % TIMEFRAMES.length)];
        int minutes = (1_200 + (int) (seed * 37 % 2_500)) * timeframe.minutes();
        CandleSeries series =
                RandomSeries.of(seed, RandomStrategies.instrument(scope), timeframe, minutes);
        TimeRange range = RandomSeries.range(seed, series);
        OptimizationSpec spec = RandomGrids.of(seed, scope, timeframe, range, Pruning.NONE);
        List<String> differences = new ArrayList<>();
        ConstraintFilter filter = ConstraintFilter.of(spec.space());
        long[] next = {0};
        long size = spec.space().size();
        try (GridSearch search = GridSearch.open(spec, series, 1L << 30)) {
            long end =
                    search.run(
                            0,
                            size,
                            trial -> {
                                if (trial.index() != next[0]) {
                                    differences.add("index " + trial.index());
                                }
                                next[0]++;
                                compare(spec, filter, series, trial, differences);
                            },
                            () -> false);
            if (end != size || next[0] != size) {
                differences.add("end=" + end + " seen=" + next[0] + " size=" + size);
            }
        }
        return differences;
    }

    private static void compare(
            OptimizationSpec spec,
            ConstraintFilter filter,
            CandleSeries series,
            TrialView trial,
            List<String> differences) {
        long[] positions = new long[spec.space().axes().size()];
        spec.space().decode(trial.index(), positions);
        if (!filter.satisfies(positions)) {
            if (trial.status() != TrialView.Status.SKIPPED_BY_CONSTRAINT) {
                differences.add("index " + trial.index() + " " + trial.status());
            }
            return;
        }
        if (trial.status() != TrialView.Status.EVALUATED) {
            differences.add("index " + trial.index() + " " + trial.status());
            return;
        }
        BacktestResult expected =
                ReferenceEngine.run(
                        Combinations.bind(spec, trial.index()),
                        BacktestInput.of(series, spec.range(), spec.initialEquity()));
        for (Metric metric : Metric.values()) {
            double wanted = expected.metrics().get(metric);
            double got = trial.metric(metric);
            if (Double.doubleToLongBits(wanted) != Double.doubleToLongBits(got)) {
                differences.add(
                        "index "
                                + trial.index()
                                + " "
                                + metric.label()
                                + " reference="
                                + wanted
                                + " fast="
                                + got);
            }
        }
    }
}
