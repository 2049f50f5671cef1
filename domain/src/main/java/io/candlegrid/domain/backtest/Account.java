package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The money of one run: cash, the position, the trades so far. Not thread-safe. */
final class Account {

    private final CandleSeries series;
    private final TradingRules rules;
    private final Stops stops;
    private final Sizing sizing;
    private final boolean respectLotSize;
    private final double fee;
    private final double makerFee;
    private final double slippage;
    private final double leverage;
    private final boolean liquidates;
    private final MetricAccumulator metrics;
    private final List<Trade> trades = new ArrayList<>();
    private double cash;
    private @Nullable Position position;

    Account(StrategySpec spec, BacktestInput input, MetricAccumulator metrics) {
        Execution execution = spec.execution();
        Double maker = execution.makerFeePct();
        series = input.series();
        rules = input.rules();
        stops = spec.stops();
        sizing = spec.sizing();
        respectLotSize = execution.respectLotSize();
        fee = execution.feePct() / 100;
        makerFee = maker == null ? fee : maker / 100;
        slippage = execution.slippagePct() / 100;
        liquidates = spec.instrument().market().type() == MarketType.FUTURES;
        leverage = liquidates ? execution.leverage() : 1;
        cash = input.initialEquity();
        this.metrics = metrics;
    }

    @Nullable Position position() {
        return position;
    }

    List<Trade> trades() {
        return trades;
    }

    /** Equity with the position marked at a price. */
    double equity(double price) {
        Position held = position;
        return held == null
                ? cash
                : Money.equity(cash, held.sign, held.quantity, held.entryPrice, price);
    }

    void countUntested(int minutes) {
        if (position != null) {
            metrics.untestedMinutes(minutes);
        }
    }

    /** What the position pays, negative when it receives; 0 without one. */
    double payFunding(FundingPayment due) {
        Position held = position;
        if (held == null) {
            return 0;
        }
        double payment = Money.funding(held.sign, held.quantity, due.rate(), due.price());
        cash -= payment;
        held.payFunding(payment);
        metrics.funding(payment);
        return payment;
    }

    /** Takes a price into the excursions of the position. */
    void see(double price) {
        Position held = position;
        if (held != null) {
            held.see(price);
        }
    }

    /** Where the position ends by itself, as of its bars so far. */
    StopTest.Levels levels(Position held) {
        int sign = held.sign;
        Double stopLoss = stops.stopLossPct();
        Double takeProfit = stops.takeProfitPct();
        Double trailing = stops.trailingPct();
        return new StopTest.Levels(
                stopLoss == null ? Double.NaN : StopLevels.stopLoss(sign, held.anchor, stopLoss),
                takeProfit == null
                        ? Double.NaN
                        : StopLevels.takeProfit(sign, held.anchor, takeProfit),
                trailing == null ? Double.NaN : StopLevels.trailing(sign, held.extreme(), trailing),
                liquidates
                        ? StopLevels.liquidation(
                                sign, held.entryPrice, leverage, rules.maintenanceMargin())
                        : Double.NaN,
                StopLevels.settlement(sign, held.entryPrice, leverage));
    }

    /**
     * Opens a position at the market, unless it can't be sized.
     *
     * @param price before slippage
     * @param afterExit whether a position of the other side was left on the same bar by signal or
     *     {@code max_bars}; its trade then becomes a reversal
     */
    void enter(PositionSide side, int bar, double price, boolean afterExit) {
        double fill = Money.entryFill(side.sign(), price, slippage);
        double quantity = quantity(side.sign(), price, fill);
        if (!Money.isOrderable(cash, quantity)) {
            metrics.skippedEntry();
            return;
        }
        double notional = quantity * fill;
        double entryFee = notional * fee;
        cash -= entryFee;
        metrics.fill(notional, entryFee, Money.slippageCost(quantity, price, fill));
        long time = series.tsOpenMillis()[bar];
        position = new Position(side, bar, time, price, fill, quantity, entryFee, afterExit);
        if (afterExit) {
            trades.set(trades.size() - 1, trades.getLast().asReversal());
        }
    }

    private double quantity(int sign, double price, double fill) {
        double most = Money.maxNotional(cash, leverage, fee);
        double quantity =
                switch (sizing) {
                    case Sizing.PercentEquity(double percent) ->
                            Money.percentEquityQuantity(percent, most, fill);
                    case Sizing.FixedQuote(double amount) ->
                            Money.fixedQuoteQuantity(amount, most, fill);
                    case Sizing.RiskPercent(double percent) ->
                            Money.riskPercentQuantity(
                                    percent, cash, most, fill, stopFill(sign, price), fee);
                };
        return respectLotSize ? rules.orderable(quantity, fill) : quantity;
    }

    /** Fill price at the nearest of stop-loss and trailing as of the entry; NaN without either. */
    private double stopFill(int sign, double anchor) {
        Double stopLoss = stops.stopLossPct();
        Double trailing = stops.trailingPct();
        if (stopLoss == null && trailing == null) {
            return Double.NaN;
        }
        double percent =
                Math.min(
                        stopLoss == null ? Double.POSITIVE_INFINITY : stopLoss,
                        trailing == null ? Double.POSITIVE_INFINITY : trailing);
        return Money.exitFill(sign, StopLevels.stopLoss(sign, anchor, percent), slippage);
    }

    /** Closes the position with a market order. */
    void exitAtMarket(int bar, double price, ExitReason reason) {
        exit(bar, price, reason, slippage, fee);
    }

    /** Closes the position where a stop test hit. */
    void exitInside(int bar, StopTest.Hit hit) {
        if (hit.ambiguous()) {
            metrics.ambiguousBars(1);
        }
        switch (hit.reason()) {
            case LIQUIDATION -> liquidate(bar, hit.price());
            case TAKE_PROFIT -> exit(bar, hit.price(), hit.reason(), 0, makerFee);
            default -> exit(bar, hit.price(), hit.reason(), slippage, fee);
        }
    }

    /** Ends trading when nothing is left at a close; a position still held goes with it. */
    boolean settleIfBroke(int bar, double close) {
        if (equity(close) > 0) {
            return false;
        }
        if (position != null) {
            liquidate(bar, close);
        }
        cash = 0;
        return true;
    }

    private void exit(int bar, double price, ExitReason reason, double slip, double feeRate) {
        Position held = held();
        double fill = Money.exitFill(held.sign, price, slip);
        double notional = held.quantity * fill;
        double exitFee = notional * feeRate;
        double gross = Money.grossPnl(held.sign, held.quantity, held.entryPrice, fill);
        cash = Money.cashAfterExit(cash, gross, exitFee);
        metrics.fill(notional, exitFee, Money.slippageCost(held.quantity, price, fill));
        close(held, bar, fill, reason, gross, exitFee);
    }

    private void liquidate(int bar, double settlement) {
        Position held = held();
        double gross = Money.grossPnl(held.sign, held.quantity, held.entryPrice, settlement);
        cash = Money.cashAfterLiquidation(cash, gross);
        metrics.fill(held.quantity * settlement, 0, 0);
        metrics.liquidation();
        close(held, bar, settlement, ExitReason.LIQUIDATION, gross, 0);
    }

    private void close(
            Position held, int bar, double fill, ExitReason reason, double gross, double exitFee) {
        double pnl = Money.pnl(gross, held.entryFee, exitFee, held.funding());
        long time = series.tsOpenMillis()[bar];
        metrics.trade(held.sign, pnl, time - held.entryTsOpenMillis, bar - held.entryBar);
        trades.add(
                new Trade(
                        held.side,
                        held.entryBar,
                        held.entryTsOpenMillis,
                        held.entryPrice,
                        bar,
                        time,
                        fill,
                        held.quantity,
                        pnl,
                        pnl / (held.quantity * held.entryPrice),
                        held.entryFee + exitFee,
                        held.reversal,
                        reason,
                        held.mae(),
                        held.mfe()));
        position = null;
    }

    /** The position still held at the last bar, or null. */
    @Nullable OpenPosition openPosition(int lastBar) {
        Position held = position;
        if (held == null) {
            return null;
        }
        metrics.openAtEnd(lastBar - held.entryBar + 1);
        double mark = series.value(PriceSource.CLOSE, lastBar);
        double gross = Money.grossPnl(held.sign, held.quantity, held.entryPrice, mark);
        return new OpenPosition(
                held.side,
                held.entryBar,
                held.entryTsOpenMillis,
                held.entryPrice,
                mark,
                held.quantity,
                Money.pnl(gross, held.entryFee, 0, held.funding()),
                held.entryFee,
                held.mae(),
                held.mfe());
    }

    private Position held() {
        Position held = position;
        if (held == null) {
            throw new IllegalStateException("no position to close");
        }
        return held;
    }
}
