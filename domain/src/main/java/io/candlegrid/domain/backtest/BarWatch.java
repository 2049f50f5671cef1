package io.candlegrid.domain.backtest;

import org.jspecify.annotations.Nullable;

/**
 * Is told what a run does, while it does it. What it sees of account and position is the run's own
 * state: to be read during the call, never kept or changed.
 */
interface BarWatch {

    /** Watches nothing. */
    BarWatch NONE = new BarWatch() {};

    /** A bar begins, nothing of it has been looked at. */
    default void before(
            int bar,
            Account account,
            @Nullable ExitReason pendingExit,
            @Nullable PositionSide pendingEntry) {}

    /** The position held paid funding, or received it when negative. */
    default void funding(double payment) {}

    /** The prices of the bar end the position. */
    default void stop(
            int bar,
            Position position,
            StopTest.Levels levels,
            StopTest.Prices prices,
            StopTest.Hit hit) {}

    /** A position was closed. */
    default void exited(BarMoment moment, Trade trade) {}

    /**
     * An entry was to be made.
     *
     * @param entered null when it was skipped: it could not be sized
     */
    default void entered(BarMoment moment, PositionSide side, @Nullable Position entered) {}

    /** Orders were given at the close for the next open. */
    default void ordered(@Nullable ExitReason exit, @Nullable PositionSide entry) {}

    /**
     * A bar is over.
     *
     * @param equity at the close
     * @param ended whether trading has ended because nothing is left
     */
    default void after(int bar, double equity, boolean ended) {}
}
