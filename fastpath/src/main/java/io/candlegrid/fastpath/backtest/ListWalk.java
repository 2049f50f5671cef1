package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.MetricAccumulator;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.fastpath.marketdata.DoubleColumn;

/**
 * Walks a list of entries and exits in turn: one side, fills at the close, nothing but the exit
 * rule ends a position. Its cost is that of the trades and days. Not thread-safe.
 */
public final class ListWalk {

    private final TradedRange range;
    private final WalkResult result;
    private final EquityTracker tracker;
    private final MetricAccumulator metrics;
    private final DoubleColumn close;
    private final long[] tsOpenMillis;

    public ListWalk(TradedRange range, WalkResult result) {
        this.range = range;
        this.result = result;
        tracker = result.tracker;
        metrics = result.metrics;
        close = range.close;
        tsOpenMillis = range.tsOpenMillis;
    }

    /**
     * Walks one combination.
     *
     * @param sign +1 for long, −1 for short
     * @param events {@code int[count]}, bars: entry, exit, entry, …; the last entry may stay open
     * @return UNSUITABLE when an entry can't be sized, equity is lost or a liquidation is possible
     */
    public Outcome run(int sign, Terms terms, int[] events, int count) {
        result.reset();
        double fee = terms.fee();
        double slippage = terms.slippage();
        double leverage = range.futures ? terms.leverage : 1;
        double cash = range.input.initialEquity();
        int flatFrom = range.first;
        for (int i = 0; i < count; i += 2) {
            int entry = events[i];
            tracker.flat(flatFrom, entry, cash);
            if (result.isPrunedBefore(entry)) {
                return Outcome.PRUNED;
            }
            double price = close.get(entry);
            double fill = Money.entryFill(sign, price, slippage);
            double quantity = quantity(terms, cash, Money.maxNotional(cash, leverage, fee), fill);
            if (!Money.isOrderable(cash, quantity) || mayLiquidate(sign, fill, leverage)) {
                return Outcome.UNSUITABLE;
            }
            double notional = quantity * fill;
            double entryFee = notional * fee;
            cash -= entryFee;
            metrics.fill(notional, entryFee, Money.slippageCost(quantity, price, fill));
            boolean open = i + 1 == count;
            int exit = open ? range.end : events[i + 1];
            tracker.held(entry, exit, cash, sign * quantity, fill);
            if (open) {
                metrics.openAtEnd(exit - entry);
                metrics.untestedMinutes(range.untestedMinutes(entry + 1, exit));
                flatFrom = exit;
            } else {
                double exitPrice = close.get(exit);
                double exitFill = Money.exitFill(sign, exitPrice, slippage);
                double exitNotional = quantity * exitFill;
                double exitFee = exitNotional * fee;
                double gross = Money.grossPnl(sign, quantity, fill, exitFill);
                cash = Money.cashAfterExit(cash, gross, exitFee);
                metrics.fill(
                        exitNotional, exitFee, Money.slippageCost(quantity, exitPrice, exitFill));
                metrics.untestedMinutes(range.untestedMinutes(entry + 1, exit + 1));
                metrics.trade(
                        sign,
                        Money.pnl(gross, entryFee, exitFee, 0),
                        tsOpenMillis[exit] - tsOpenMillis[entry],
                        exit - entry);
                result.closed(exit);
                flatFrom = exit;
            }
            if (tracker.isBroke() || !(cash > 0)) {
                return Outcome.UNSUITABLE;
            }
        }
        tracker.flat(flatFrom, range.end, cash);
        return result.finish();
    }

    private double quantity(Terms terms, double cash, double most, double fill) {
        double quantity =
                switch (terms.sizing) {
                    case Terms.PERCENT_EQUITY ->
                            Money.percentEquityQuantity(terms.sizingNumber, most, fill);
                    case Terms.FIXED_QUOTE ->
                            Money.fixedQuoteQuantity(terms.sizingNumber, most, fill);
                    default ->
                            Money.riskPercentQuantity(
                                    terms.sizingNumber, cash, most, fill, Double.NaN, terms.fee());
                };
        return terms.respectLotSize ? range.input.rules().orderable(quantity, fill) : quantity;
    }

    private boolean mayLiquidate(int sign, double fill, double leverage) {
        if (!range.futures) {
            return false;
        }
        double level =
                StopLevels.liquidation(
                        sign, fill, leverage, range.input.rules().maintenanceMargin());
        return sign > 0
                ? range.columns.lowExtremes().lowest() <= level
                : range.columns.highExtremes().highest() >= level;
    }
}
