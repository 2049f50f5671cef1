package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.WalkResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The trials of a panel, kept until all are known. Reused; not thread-safe. */
final class TrialRows implements TrialView {

    private final @Nullable Outcome[] outcomes;
    private final Pruning.@Nullable Reason[] reasons;
    private final int[] pruneBars;
    private double[] metrics = {};
    private long first;
    private int row;

    TrialRows(int rows) {
        outcomes = new @Nullable Outcome[rows];
        reasons = new Pruning.@Nullable Reason[rows];
        pruneBars = new int[rows];
    }

    /** Starts with rows of combinations that constraints exclude. */
    void clear(long firstIndex, int rows) {
        first = firstIndex;
        Arrays.fill(outcomes, 0, rows, null);
        if (metrics.length < rows * Metric.COUNT) {
            metrics = new double[rows * Metric.COUNT];
        }
    }

    /** Keeps a result. */
    void set(int at, Outcome outcome, WalkResult result) {
        outcomes[at] = outcome;
        reasons[at] = result.pruneReason();
        pruneBars[at] = result.pruneBar();
        System.arraycopy(result.values(), 0, metrics, at * Metric.COUNT, Metric.COUNT);
    }

    /** The view moves to a row. */
    TrialView at(int next) {
        row = next;
        return this;
    }

    @Override
    public long index() {
        return first + row;
    }

    @Override
    public Status status() {
        Outcome outcome = outcomes[row];
        if (outcome == null) {
            return Status.SKIPPED_BY_CONSTRAINT;
        }
        return outcome == Outcome.PRUNED ? Status.PRUNED : Status.EVALUATED;
    }

    @Override
    public Pruning.@Nullable Reason pruneReason() {
        return outcomes[row] == Outcome.PRUNED ? reasons[row] : null;
    }

    @Override
    public int pruneBar() {
        return outcomes[row] == Outcome.PRUNED ? pruneBars[row] : -1;
    }

    @Override
    public double metric(Metric metric) {
        return outcomes[row] == Outcome.EVALUATED
                ? metrics[row * Metric.COUNT + metric.ordinal()]
                : Double.NaN;
    }

    @Override
    public void copyMetrics(double[] target) {
        if (outcomes[row] == Outcome.EVALUATED) {
            System.arraycopy(metrics, row * Metric.COUNT, target, 0, Metric.COUNT);
        } else {
            Arrays.fill(target, 0, Metric.COUNT, Double.NaN);
        }
    }
}
