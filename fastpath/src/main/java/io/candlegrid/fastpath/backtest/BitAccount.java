package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.FundingPayment;
import io.candlegrid.domain.backtest.MetricAccumulator;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.OpenPosition;
import io.candlegrid.domain.backtest.PositionSide;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.fastpath.marketdata.TouchSearch;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import org.jspecify.annotations.Nullable;

/** Cash and position of a walk, in plain fields that the next run overwrites. Not thread-safe. */
final class BitAccount {

    final StopCheck stops = new StopCheck();

    /** +1 while long, −1 while short, 0 without a position. */
    int sign;

    double cash;

    /** Nothing is left to trade with. */
    boolean ended;

    private final TradedRange range;
    private final WalkResult result;
    private final MetricAccumulator metrics;
    private final @Nullable TradeRecorder recorder;
    private final TouchSearch touches;
    private final double maintenance;

    private @Nullable Terms terms;
    private double fee;
    private double makerFee;
    private double slippage;
    private double leverage;
    private int barLimit;

    private int entryBar;
    private double anchor;
    private double entryPrice;
    private double quantity;
    private double entryFee;
    private double funding;
    private double extreme;
    private double highest;
    private double lowest;
    private boolean reversal;

    BitAccount(TradedRange range, WalkResult result, @Nullable TradeRecorder recorder) {
        this.range = range;
        this.result = result;
        this.recorder = recorder;
        metrics = result.metrics;
        touches = range.columns.touches();
        maintenance = range.input.rules().maintenanceMargin();
    }

    void reset(Terms combination) {
        terms = combination;
        fee = combination.fee();
        makerFee = combination.makerFee();
        slippage = combination.slippage();
        leverage = range.futures ? combination.leverage : 1;
        barLimit = combination.barLimit();
        cash = range.input.initialEquity();
        sign = 0;
        ended = false;
    }

    double equity(double price) {
        return sign == 0 ? cash : Money.equity(cash, sign, quantity, entryPrice, price);
    }

    /** What ends the position held. */
    Role exitRole() {
        return sign > 0 ? Role.LONG_EXIT : Role.SHORT_EXIT;
    }

    /** First bar at whose close {@code max_bars} ends the position. */
    int limitBar() {
        return barLimit > WalkResult.NONE - entryBar ? WalkResult.NONE : entryBar + barLimit;
    }

    /** The first bar of [from, to) that touches a level; {@code to} when none does. */
    int firstTouch(int from, int to) {
        double stop = stops.stopLoss;
        double profit = stops.takeProfit;
        double liquidation = stops.liquidation;
        if (sign > 0) {
            double adverse = Double.isNaN(stop) || liquidation > stop ? liquidation : stop;
            return touches.first(
                    from,
                    to,
                    Double.isNaN(adverse) ? Double.NEGATIVE_INFINITY : adverse,
                    Double.isNaN(profit) ? Double.POSITIVE_INFINITY : profit);
        }
        double adverse = Double.isNaN(stop) || liquidation < stop ? liquidation : stop;
        return touches.first(
                from,
                to,
                Double.isNaN(profit) ? Double.NEGATIVE_INFINITY : profit,
                Double.isNaN(adverse) ? Double.POSITIVE_INFINITY : adverse);
    }

    /** Whether equity is positive at every close of [from, to). */
    boolean staysSolvent(int from, int to) {
        double worst =
                sign > 0
                        ? range.closeExtremes.low(from, to - 1)
                        : range.closeExtremes.high(from, to - 1);
        return equity(worst) > 0;
    }

    /** Holds the position through the bars [from, to). */
    void hold(int from, int to) {
        metrics.untestedMinutes(range.untestedMinutes(from, to));
        result.tracker.held(from, to, cash, sign * quantity, entryPrice);
    }

    void countUntested(int bar) {
        metrics.untestedMinutes(range.untestedMinutes(bar, bar + 1));
    }

    void payFunding(FundingPayment due) {
        double payment = Money.funding(sign, quantity, due.rate(), due.price());
        cash -= payment;
        funding += payment;
        metrics.funding(payment);
    }

    /** Takes a price into the excursions. */
    void see(double price) {
        highest = Math.max(highest, price);
        lowest = Math.min(lowest, price);
    }

    void enter(int side, int bar, double price, boolean afterExit) {
        double fill = Money.entryFill(side, price, slippage);
        double size = quantity(side, price, fill);
        if (!Money.isOrderable(cash, size)) {
            metrics.skippedEntry();
            return;
        }
        double notional = size * fill;
        entryFee = notional * fee;
        cash -= entryFee;
        metrics.fill(notional, entryFee, Money.slippageCost(size, price, fill));
        sign = side;
        entryBar = bar;
        anchor = price;
        entryPrice = fill;
        quantity = size;
        funding = 0;
        extreme = price;
        highest = fill;
        lowest = fill;
        reversal = afterExit;
        setLevels();
        if (afterExit && recorder != null) {
            recorder.markReversal();
        }
    }

    private void setLevels() {
        Terms t = terms();
        stops.stopLoss = StopLevels.stopLoss(sign, anchor, t.stopLossPct);
        stops.takeProfit = StopLevels.takeProfit(sign, anchor, t.takeProfitPct);
        stops.trailing = StopLevels.trailing(sign, extreme, t.trailingPct);
        stops.liquidation =
                range.futures
                        ? StopLevels.liquidation(sign, entryPrice, leverage, maintenance)
                        : Double.NaN;
        stops.settlement = StopLevels.settlement(sign, entryPrice, leverage);
    }

    private double quantity(int side, double price, double fill) {
        Terms t = terms();
        double most = Money.maxNotional(cash, leverage, fee);
        double size =
                switch (t.sizing) {
                    case Terms.PERCENT_EQUITY ->
                            Money.percentEquityQuantity(t.sizingNumber, most, fill);
                    case Terms.FIXED_QUOTE -> Money.fixedQuoteQuantity(t.sizingNumber, most, fill);
                    default ->
                            Money.riskPercentQuantity(
                                    t.sizingNumber, cash, most, fill, stopFill(side, price), fee);
                };
        return t.respectLotSize ? range.input.rules().orderable(size, fill) : size;
    }

    /** Fill price at the nearest of stop-loss and trailing as of the entry; NaN without either. */
    private double stopFill(int side, double price) {
        Terms t = terms();
        double nearest =
                Double.isNaN(t.stopLossPct)
                        ? t.trailingPct
                        : Double.isNaN(t.trailingPct)
                                ? t.stopLossPct
                                : Math.min(t.stopLossPct, t.trailingPct);
        return Money.exitFill(side, StopLevels.stopLoss(side, price, nearest), slippage);
    }

    /** Tests the bar whose prices are in {@link #stops}; the position ends or survives. */
    void testStops(int bar) {
        if (!stops.hits(sign, terms().intrabar)) {
            survive();
            return;
        }
        see(stops.open);
        see(stops.price);
        if (stops.ambiguous) {
            metrics.ambiguousBars(1);
        }
        switch (stops.reason) {
            case LIQUIDATION -> liquidate(bar, stops.price);
            case TAKE_PROFIT -> exit(bar, stops.price, stops.reason, 0, makerFee);
            default -> exit(bar, stops.price, stops.reason, slippage, fee);
        }
    }

    private void survive() {
        extreme = sign > 0 ? Math.max(extreme, stops.high) : Math.min(extreme, stops.low);
        stops.trailing = StopLevels.trailing(sign, extreme, terms().trailingPct);
        see(stops.high);
        see(stops.low);
    }

    void exitAtMarket(int bar, double price, ExitReason reason) {
        exit(bar, price, reason, slippage, fee);
    }

    /** Ends trading when nothing is left at a close. */
    void settleIfBroke(int bar, double price) {
        if (equity(price) > 0) {
            return;
        }
        if (sign != 0) {
            liquidate(bar, price);
        }
        cash = 0;
        ended = true;
    }

    private void exit(int bar, double price, ExitReason reason, double slip, double feeRate) {
        double fill = Money.exitFill(sign, price, slip);
        double notional = quantity * fill;
        double exitFee = notional * feeRate;
        double gross = Money.grossPnl(sign, quantity, entryPrice, fill);
        cash = Money.cashAfterExit(cash, gross, exitFee);
        metrics.fill(notional, exitFee, Money.slippageCost(quantity, price, fill));
        close(bar, fill, reason, gross, exitFee);
    }

    private void liquidate(int bar, double settlement) {
        double gross = Money.grossPnl(sign, quantity, entryPrice, settlement);
        cash = Money.cashAfterLiquidation(cash, gross);
        metrics.fill(quantity * settlement, 0, 0);
        metrics.liquidation();
        close(bar, settlement, ExitReason.LIQUIDATION, gross, 0);
    }

    private void close(int bar, double fill, ExitReason reason, double gross, double exitFee) {
        double pnl = Money.pnl(gross, entryFee, exitFee, funding);
        long entryTime = range.tsOpenMillis[entryBar];
        long time = range.tsOpenMillis[bar];
        metrics.trade(sign, pnl, time - entryTime, bar - entryBar);
        result.closed(bar, metrics.trades());
        if (recorder != null) {
            recorder.add(
                    new Trade(
                            side(),
                            entryBar,
                            entryTime,
                            entryPrice,
                            bar,
                            time,
                            fill,
                            quantity,
                            pnl,
                            pnl / (quantity * entryPrice),
                            entryFee + exitFee,
                            reversal,
                            reason,
                            mae(),
                            mfe()));
        }
        sign = 0;
    }

    /** Counts the position that is still held. */
    void openAtEnd() {
        if (sign != 0) {
            metrics.openAtEnd(range.end - entryBar);
        }
    }

    /** The position that is still held, or null. */
    @Nullable OpenPosition openPosition() {
        if (sign == 0) {
            return null;
        }
        double mark = range.lastClose;
        double gross = Money.grossPnl(sign, quantity, entryPrice, mark);
        return new OpenPosition(
                side(),
                entryBar,
                range.tsOpenMillis[entryBar],
                entryPrice,
                mark,
                quantity,
                Money.pnl(gross, entryFee, 0, funding),
                entryFee,
                mae(),
                mfe());
    }

    private PositionSide side() {
        return sign > 0 ? PositionSide.LONG : PositionSide.SHORT;
    }

    private double mae() {
        return sign > 0 ? (lowest - entryPrice) / entryPrice : (entryPrice - highest) / entryPrice;
    }

    private double mfe() {
        return sign > 0 ? (highest - entryPrice) / entryPrice : (entryPrice - lowest) / entryPrice;
    }

    private Terms terms() {
        Terms t = terms;
        if (t == null) {
            throw new IllegalStateException("not reset");
        }
        return t;
    }
}
