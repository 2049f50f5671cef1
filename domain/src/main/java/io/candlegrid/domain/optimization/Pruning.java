package io.candlegrid.domain.optimization;

import org.jspecify.annotations.Nullable;

/** Predicates about the full run that make a trial not worth keeping; each is optional (null). */
public record Pruning(
        @Nullable Double maxDrawdown,
        @Nullable LossWindow lossWindow,
        @Nullable Integer maxTrades,
        @Nullable Integer minTrades) {

    public static final Pruning NONE = new Pruning(null, null, null, null);

    /** Prunes when equity falls by more than {@code loss} (fraction) within one of the windows. */
    public record LossWindow(int bars, double loss) {}

    /** Why a trial was pruned, in the order that decides ties. */
    public enum Reason {
        MAX_DRAWDOWN,
        LOSS_WINDOW,
        MAX_TRADES,
        MIN_TRADES
    }
}
