package io.candlegrid.domain.backtest;

import org.jspecify.annotations.Nullable;

/** Something the engine did in a bar. */
public sealed interface BarEvent {

    /** Funding was paid, or received when negative; quote units. */
    record Funding(double payment) implements BarEvent {}

    /** A position was opened; the price is after slippage. */
    record Entered(BarMoment moment, PositionSide side, double price, double quantity)
            implements BarEvent {}

    /** An entry could not be sized. */
    record EntrySkipped(BarMoment moment, PositionSide side) implements BarEvent {}

    /**
     * The prices of the bar reached a level of the position.
     *
     * @param price before slippage
     * @param ambiguous whether an adverse level and the take-profit were both within the bar
     */
    record Touched(ExitReason reason, double price, boolean ambiguous, ExitLevels levels)
            implements BarEvent {}

    /** A position was closed. */
    record Exited(BarMoment moment, Trade trade) implements BarEvent {}

    /**
     * Orders were given for the next open.
     *
     * @param expires whether there is no next bar in the range
     */
    record Ordered(@Nullable ExitReason exit, @Nullable PositionSide entry, boolean expires)
            implements BarEvent {}

    /** Nothing is left; trading ends for good. */
    record Ended() implements BarEvent {}
}
