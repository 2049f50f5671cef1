package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and where a bar ends a position by stop, take-profit or liquidation. Levels are
 * NaN where there is none. Pure functions.
 */
final class StopTest {

    /**
     * An exit inside a bar.
     *
     * @param price before slippage; the settlement price for a liquidation
     * @param ambiguous whether the bar touched an adverse exit and the take-profit
     */
    record Hit(ExitReason reason, double price, boolean ambiguous) {}

    /** Prices at which a position ends; NaN where there is none. */
    record Levels(
            double stopLoss,
            double takeProfit,
            double trailing,
            double liquidation,
            double settlement) {}

    /**
     * One bar's prices.
     *
     * @param markOpen what liquidation is tested on, as are markHigh and markLow
     */
    record Prices(
            double open,
            double high,
            double low,
            double markOpen,
            double markHigh,
            double markLow) {}

    private StopTest() {}

    /** The exit, or null when the position survives the bar. */
    static @Nullable Hit test(int sign, Levels levels, Prices prices, Execution.Intrabar intrabar) {
        Hit atOpen = atOpen(sign, levels, prices);
        if (atOpen != null) {
            return atOpen;
        }
        Hit adverse = adverse(sign, levels, prices);
        double best = sign > 0 ? prices.high() : prices.low();
        boolean profit = StopLevels.isInFavour(sign, best, levels.takeProfit());
        if (!profit) {
            return adverse;
        }
        Hit take = new Hit(ExitReason.TAKE_PROFIT, levels.takeProfit(), adverse != null);
        if (adverse == null) {
            return take;
        }
        return profitFirst(sign, prices, intrabar)
                ? take
                : new Hit(adverse.reason(), adverse.price(), true);
    }

    private static @Nullable Hit atOpen(int sign, Levels levels, Prices prices) {
        if (StopLevels.isAgainst(sign, prices.markOpen(), levels.liquidation())) {
            return new Hit(ExitReason.LIQUIDATION, levels.settlement(), false);
        }
        if (StopLevels.isAgainst(sign, prices.open(), levels.stopLoss())) {
            return new Hit(ExitReason.STOP_LOSS, prices.open(), false);
        }
        if (StopLevels.isAgainst(sign, prices.open(), levels.trailing())) {
            return new Hit(ExitReason.TRAILING, prices.open(), false);
        }
        if (StopLevels.isInFavour(sign, prices.open(), levels.takeProfit())) {
            return new Hit(ExitReason.TAKE_PROFIT, prices.open(), false);
        }
        return null;
    }

    /** The touched adverse level nearest the open; ties in the order of the tests. */
    private static @Nullable Hit adverse(int sign, Levels levels, Prices prices) {
        double worst = sign > 0 ? prices.low() : prices.high();
        double markWorst = sign > 0 ? prices.markLow() : prices.markHigh();
        Hit hit = null;
        double nearest = Double.NaN;
        if (StopLevels.isAgainst(sign, worst, levels.stopLoss())) {
            hit = new Hit(ExitReason.STOP_LOSS, levels.stopLoss(), false);
            nearest = levels.stopLoss();
        }
        if (StopLevels.isAgainst(sign, worst, levels.trailing())
                && isNearer(sign, levels.trailing(), nearest)) {
            hit = new Hit(ExitReason.TRAILING, levels.trailing(), false);
            nearest = levels.trailing();
        }
        if (StopLevels.isAgainst(sign, markWorst, levels.liquidation())
                && isNearer(sign, levels.liquidation(), nearest)) {
            hit = new Hit(ExitReason.LIQUIDATION, levels.settlement(), false);
        }
        return hit;
    }

    private static boolean isNearer(int sign, double level, double nearest) {
        return Double.isNaN(nearest) || (sign > 0 ? level > nearest : level < nearest);
    }

    private static boolean profitFirst(int sign, Prices prices, Execution.Intrabar intrabar) {
        return switch (intrabar) {
            case PESSIMISTIC -> false;
            case OPTIMISTIC -> true;
            case PATH -> {
                boolean highFirst =
                        Math.abs(prices.high() - prices.open())
                                < Math.abs(prices.low() - prices.open());
                yield sign > 0 == highFirst;
            }
        };
    }
}
