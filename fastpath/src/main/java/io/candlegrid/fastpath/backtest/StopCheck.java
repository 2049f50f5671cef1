package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.strategy.Execution;

/**
 * Where a position ends by itself within a bar: the rules of {@code docs/engine/stops.md} on
 * primitives. Levels are NaN where there is none. Reused; not thread-safe.
 */
final class StopCheck {

    double stopLoss;
    double takeProfit;
    double trailing;
    double liquidation;
    double settlement;

    double open;
    double high;
    double low;
    double markOpen;
    double markHigh;
    double markLow;

    /** The exit found; price is before slippage, for a liquidation the settlement. */
    ExitReason reason = ExitReason.SIGNAL;

    double price;
    boolean ambiguous;

    /** Whether the position ends in the bar whose prices were set. */
    boolean hits(int sign, Execution.Intrabar intrabar) {
        ambiguous = false;
        if (hitsAtOpen(sign)) {
            return true;
        }
        boolean adverse = hitsAdverse(sign);
        double best = sign > 0 ? high : low;
        if (!StopLevels.isInFavour(sign, best, takeProfit)) {
            return adverse;
        }
        ambiguous = adverse;
        if (!adverse || profitFirst(sign, intrabar)) {
            reason = ExitReason.TAKE_PROFIT;
            price = takeProfit;
        }
        return true;
    }

    private boolean hitsAtOpen(int sign) {
        if (StopLevels.isAgainst(sign, markOpen, liquidation)) {
            reason = ExitReason.LIQUIDATION;
            price = settlement;
            return true;
        }
        price = open;
        if (StopLevels.isAgainst(sign, open, stopLoss)) {
            reason = ExitReason.STOP_LOSS;
            return true;
        }
        if (StopLevels.isAgainst(sign, open, trailing)) {
            reason = ExitReason.TRAILING;
            return true;
        }
        if (StopLevels.isInFavour(sign, open, takeProfit)) {
            reason = ExitReason.TAKE_PROFIT;
            return true;
        }
        return false;
    }

    /** Finds the touched adverse level nearest the open. */
    private boolean hitsAdverse(int sign) {
        double worst = sign > 0 ? low : high;
        double markWorst = sign > 0 ? markLow : markHigh;
        double nearest = Double.NaN;
        if (StopLevels.isAgainst(sign, worst, stopLoss)) {
            reason = ExitReason.STOP_LOSS;
            nearest = stopLoss;
            price = stopLoss;
        }
        if (StopLevels.isAgainst(sign, worst, trailing) && isNearer(sign, trailing, nearest)) {
            reason = ExitReason.TRAILING;
            nearest = trailing;
            price = trailing;
        }
        if (StopLevels.isAgainst(sign, markWorst, liquidation)
                && isNearer(sign, liquidation, nearest)) {
            reason = ExitReason.LIQUIDATION;
            nearest = liquidation;
            price = settlement;
        }
        return !Double.isNaN(nearest);
    }

    private static boolean isNearer(int sign, double level, double nearest) {
        return Double.isNaN(nearest) || (sign > 0 ? level > nearest : level < nearest);
    }

    private boolean profitFirst(int sign, Execution.Intrabar intrabar) {
        return switch (intrabar) {
            case PESSIMISTIC -> false;
            case OPTIMISTIC -> true;
            case PATH -> sign > 0 == Math.abs(high - open) < Math.abs(low - open);
        };
    }
}
