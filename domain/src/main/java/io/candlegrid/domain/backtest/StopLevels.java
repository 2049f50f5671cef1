package io.candlegrid.domain.backtest;

/**
 * Prices at which a position ends by itself, as unrounded doubles. {@code sign} is +1 for long and
 * −1 for short; percentages as in the strategy. Pure functions.
 */
public final class StopLevels {

    private StopLevels() {}

    /**
     * @param anchor the raw entry price, before slippage
     */
    public static double stopLoss(int sign, double anchor, double percent) {
        return anchor * (1 - sign * (percent / 100));
    }

    /**
     * @param anchor the raw entry price, before slippage
     */
    public static double takeProfit(int sign, double anchor, double percent) {
        return anchor * (1 + sign * (percent / 100));
    }

    /**
     * @param extreme the anchor, moved to the best price of each bar after the bar was tested
     */
    public static double trailing(int sign, double extreme, double percent) {
        return extreme * (1 - sign * (percent / 100));
    }

    /** Where the maintenance margin is reached; fixed at entry. */
    public static double liquidation(
            int sign, double entryFill, double leverage, double maintenance) {
        return entryFill * (1 - sign * (1 / leverage) + sign * maintenance);
    }

    /** Where a liquidated position is settled: the margin is gone. */
    public static double settlement(int sign, double entryFill, double leverage) {
        return entryFill * (1 - sign * (1 / leverage));
    }

    /** Whether a price is at or beyond a level against the position; false for a NaN level. */
    public static boolean isAgainst(int sign, double price, double level) {
        return sign > 0 ? price <= level : price >= level;
    }

    /** Whether a price is at or beyond a level in favour; false for a NaN level. */
    public static boolean isInFavour(int sign, double price, double level) {
        return sign > 0 ? price >= level : price <= level;
    }
}
