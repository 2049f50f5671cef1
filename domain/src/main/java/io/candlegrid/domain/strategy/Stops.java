package io.candlegrid.domain.strategy;

import org.jspecify.annotations.Nullable;

/**
 * Exits besides the rule; each is optional (null).
 *
 * @param stopLossPct percent of the raw entry price
 * @param takeProfitPct percent of the raw entry price
 * @param trailingPct percent of the best price since the entry
 * @param maxBars exit at the close this many bars after the entry
 */
public record Stops(
        @Nullable Double stopLossPct,
        @Nullable Double takeProfitPct,
        @Nullable Double trailingPct,
        @Nullable Integer maxBars) {

    public static final Stops NONE = new Stops(null, null, null, null);

    /** Whether anything but the exit rule can end a position. */
    public boolean any() {
        return stopLossPct != null
                || takeProfitPct != null
                || trailingPct != null
                || maxBars != null;
    }
}
