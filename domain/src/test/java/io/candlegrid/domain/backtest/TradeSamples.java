package io.candlegrid.domain.backtest;

import java.time.Instant;

/** Trades that are made up, for statistics over them. */
final class TradeSamples {

    private TradeSamples() {}

    /** A long trade of a notional of 1,000 with a profit, that left by signal. */
    static Trade of(String entry, String exit, double pnl) {
        return of(PositionSide.LONG, entry, exit, pnl, ExitReason.SIGNAL);
    }

    static Trade of(PositionSide side, String entry, String exit, double pnl, ExitReason reason) {
        long from = Instant.parse(entry).toEpochMilli();
        long to = Instant.parse(exit).toEpochMilli();
        return new Trade(
                side,
                bar(from),
                from,
                100,
                bar(to),
                to,
                100 + pnl / 10,
                10,
                pnl,
                pnl / 1000,
                0,
                false,
                reason,
                0,
                0);
    }

    private static int bar(long millis) {
        return (int) ((millis - RandomSeries.START.toEpochMilli()) / 60_000);
    }
}
