package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.MarkCandles;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.PositionSide;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Set;

/** How trades ended, worked out from their bars and prices. */
final class TradeFacts {

    private static final Set<ExitReason> INSIDE =
            Set.of(
                    ExitReason.STOP_LOSS,
                    ExitReason.TAKE_PROFIT,
                    ExitReason.TRAILING,
                    ExitReason.LIQUIDATION);

    private final StrategySpec strategy;
    private final BacktestInput input;
    private final CandleSeries series;
    private final Facts facts;

    TradeFacts(StrategySpec strategy, BacktestInput input, Facts facts) {
        this.strategy = strategy;
        this.input = input;
        series = input.series();
        this.facts = facts;
    }

    void add(Trade trade) {
        ExitReason reason = trade.exitReason();
        String label = reason.label();
        facts.add("exits", trade.side().label() + " " + label);
        facts.addIf(trade.pnl() == 0, "money", "trade of pnl 0");
        if (!INSIDE.contains(reason)) {
            boolean pending =
                    strategy.execution().fill() == Execution.Fill.NEXT_OPEN
                            && series.tsOpenMillis()[trade.exitBar()]
                                    > series.tsCloseMillis(trade.exitBar() - 1);
            facts.addIf(pending, "across a hole", "pending exit");
            return;
        }
        boolean entryBar = trade.exitBar() == trade.entryBar();
        facts.addIf(entryBar, "exits in the bar of the entry", label);
        if (reason == ExitReason.LIQUIDATION) {
            addLiquidation(trade);
            return;
        }
        double open = price(PriceSource.OPEN, trade);
        double slippage = strategy.execution().slippagePct() / 100;
        double atOpen =
                reason == ExitReason.TAKE_PROFIT
                        ? open
                        : Money.exitFill(trade.side().sign(), open, slippage);
        if (trade.exitPrice() == atOpen) {
            facts.addIf(!entryBar, "exits at the open", label);
        } else if (strategy.execution().intrabar() == Execution.Intrabar.PATH) {
            addPath(trade);
        }
    }

    /** A trade's end and the next entry. */
    void addNext(Trade before, PositionSide side, int entryBar) {
        boolean sameClose =
                strategy.execution().fill() == Execution.Fill.CLOSE
                        && entryBar == before.exitBar()
                        && INSIDE.contains(before.exitReason());
        String which = side == before.side() ? "same side" : "other side";
        facts.addIf(sameClose, "after a stop", which + " at that close");
    }

    private void addLiquidation(Trade trade) {
        int sign = trade.side().sign();
        double leverage = strategy.execution().leverage();
        double settlement = StopLevels.settlement(sign, trade.entryPrice(), leverage);
        if (trade.exitPrice() != settlement) {
            facts.add("liquidations", "at a close with nothing left");
            return;
        }
        double level =
                StopLevels.liquidation(
                        sign, trade.entryPrice(), leverage, input.rules().maintenanceMargin());
        double worst = price(sign > 0 ? PriceSource.LOW : PriceSource.HIGH, trade);
        boolean onTrades = StopLevels.isAgainst(sign, worst, level);
        facts.add("liquidations", onTrades ? "on trade prices" : "on marks alone");
        MarkCandles marks = input.marks();
        double open =
                marks == null || Double.isNaN(marks.open()[trade.exitBar()])
                        ? price(PriceSource.OPEN, trade)
                        : marks.open()[trade.exitBar()];
        facts.addIf(
                StopLevels.isAgainst(sign, open, level),
                "exits at the open",
                ExitReason.LIQUIDATION.label());
    }

    /** Which way the path policy decided, where a stop-loss and a take-profit were touched. */
    private void addPath(Trade trade) {
        Double stopLoss = strategy.stops().stopLossPct();
        Double takeProfit = strategy.stops().takeProfitPct();
        if (stopLoss == null || takeProfit == null) {
            return;
        }
        int sign = trade.side().sign();
        boolean atClose = strategy.execution().fill() == Execution.Fill.CLOSE;
        double anchor =
                series.value(atClose ? PriceSource.CLOSE : PriceSource.OPEN, trade.entryBar());
        double worst = price(sign > 0 ? PriceSource.LOW : PriceSource.HIGH, trade);
        double best = price(sign > 0 ? PriceSource.HIGH : PriceSource.LOW, trade);
        boolean both =
                StopLevels.isAgainst(sign, worst, StopLevels.stopLoss(sign, anchor, stopLoss))
                        && StopLevels.isInFavour(
                                sign, best, StopLevels.takeProfit(sign, anchor, takeProfit));
        boolean profit = trade.exitReason() == ExitReason.TAKE_PROFIT;
        facts.addIf(both, "ambiguous bars", profit ? "path took the profit" : "path took the stop");
    }

    private double price(PriceSource source, Trade trade) {
        return series.value(source, trade.exitBar());
    }
}
