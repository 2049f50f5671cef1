package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.strategy.Stops;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Trades by ta4j's convention, written without it: stops look at closes only and fill there, the
 * trailing stop follows closes, and a bar has one order at most, so nothing is entered on the bar
 * of an exit.
 *
 * @param close by bar
 */
record CloseStops(double[] close, Stops stops) {

    static final String DIFFERENCE =
            "ta4j's stop rules test the close and fill there, the engine's test high and low and"
                    + " fill at the level; so ta4j is compared with a scalar loop that stops on"
                    + " closes";

    /**
     * Runs one side.
     *
     * @param sign +1 for long, −1 for short
     */
    TradeLog run(int sign, IntPredicate entry, IntPredicate exit) {
        TradeLog log = new TradeLog();
        boolean held = false;
        double anchor = 0;
        double best = 0;
        for (int i = BenchGrid.WARMUP; i < close.length; i++) {
            double price = close[i];
            if (held) {
                best = sign > 0 ? Math.max(best, price) : Math.min(best, price);
                if (exit.test(i)
                        || isBeyond(-sign, price, anchor, stops.stopLossPct())
                        || isBeyond(sign, price, anchor, stops.takeProfitPct())
                        || isBeyond(-sign, price, best, stops.trailingPct())) {
                    log.fill(i, price);
                    held = false;
                }
            } else if (entry.test(i)) {
                log.fill(i, price);
                held = true;
                anchor = price;
                best = price;
            }
        }
        return log;
    }

    /** Whether the price is a percentage above (+1) or below (−1) another one, or further. */
    private static boolean isBeyond(
            int direction, double price, double from, @Nullable Double percent) {
        if (percent == null) {
            return false;
        }
        double level = from * ((100 + direction * percent) / 100);
        return direction > 0 ? price >= level : price <= level;
    }
}
