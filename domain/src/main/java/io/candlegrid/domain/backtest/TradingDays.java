package io.candlegrid.domain.backtest;

/**
 * The UTC days that a range touches, and the last bar that opens in or before each.
 *
 * @param firstDayMillis midnight UTC of the first day, epoch milliseconds
 * @param lastBar {@code int[days]}, index in the series; one less than the first traded bar where
 *     no traded bar has opened yet
 */
public record TradingDays(long firstDayMillis, int[] lastBar) {

    /** Length of a UTC day in milliseconds. */
    public static final long DAY_MILLIS = 86_400_000L;

    /** The days of an input's range. */
    public static TradingDays of(BacktestInput input) {
        long firstDay = Math.floorDiv(input.range().from().toEpochMilli(), DAY_MILLIS);
        long lastDay = Math.floorDiv(input.range().to().toEpochMilli() - 1, DAY_MILLIS);
        int[] lastBar = new int[Math.toIntExact(lastDay - firstDay + 1)];
        for (int d = 0; d < lastBar.length; d++) {
            int next = input.series().firstBarAtOrAfter((firstDay + d + 1) * DAY_MILLIS);
            lastBar[d] = Math.min(next, input.endBar()) - 1;
        }
        return new TradingDays(firstDay * DAY_MILLIS, lastBar);
    }

    /** Number of days, at least 1. */
    public int count() {
        return lastBar.length;
    }
}
