package io.candlegrid.fastpath.backtest;

/** How a walk ended. */
public enum Outcome {
    /** Metrics were evaluated. */
    EVALUATED,
    /** A pruning predicate holds. */
    PRUNED,
    /** The walk can't do this run; another one must. */
    UNSUITABLE
}
