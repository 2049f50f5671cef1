package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.optimization.Pruning;
import org.jspecify.annotations.Nullable;

/** What became of one combination; a view that moves on, valid within {@link TrialSink#accept}. */
public interface TrialView {

    /** What became of a combination. */
    enum Status {
        /** A constraint excludes it; it was not run and has no metrics. */
        SKIPPED_BY_CONSTRAINT,
        /** It has metrics. */
        EVALUATED,
        /** A pruning predicate holds for it; it has no metrics. */
        PRUNED
    }

    /** The combination. */
    long index();

    Status status();

    /** Why it was pruned; null unless the status is {@link Status#PRUNED}. */
    Pruning.@Nullable Reason pruneReason();

    /**
     * Index in the series of the bar at whose close the pruning predicate held first; −1 unless
     * pruned.
     */
    int pruneBar();

    /** The value of a metric, NaN when undefined or when the trial was not evaluated. */
    double metric(Metric metric);

    /** Writes every metric to {@code target[Metric.COUNT]}, by ordinal, NaN when undefined. */
    void copyMetrics(double[] target);
}
