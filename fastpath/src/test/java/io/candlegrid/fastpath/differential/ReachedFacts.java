package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.backtest.OpenPosition;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Set;

/** What happened in a run; added after what was drawn. */
final class ReachedFacts {

    private final StrategySpec strategy;
    private final BacktestInput input;
    private final BacktestResult result;
    private final Facts facts;

    private ReachedFacts(RandomCase drawn, BacktestResult result, Facts facts) {
        strategy = drawn.strategy();
        input = drawn.input();
        this.result = result;
        this.facts = facts;
    }

    static void add(RandomCase drawn, BacktestResult result, Facts facts) {
        ReachedFacts of = new ReachedFacts(drawn, result, facts);
        of.addMetrics();
        of.addEnd();
        of.addTrades();
    }

    private void addMetrics() {
        Metrics metrics = result.metrics();
        for (Metric metric : Metric.values()) {
            if (!metrics.isDefined(metric)) {
                facts.add("metric null", Coverage.label(metric));
            } else if (metrics.get(metric) != 0) {
                facts.add("metric not 0", Coverage.label(metric));
            }
        }
        Execution execution = strategy.execution();
        facts.addIf(
                metrics.get(Metric.AMBIGUOUS_BARS) > 0,
                "ambiguous bars",
                Coverage.label(execution.intrabar()));
        facts.addIf(
                metrics.get(Metric.SKIPPED_ENTRIES) > 0,
                "entries",
                execution.respectLotSize() ? "skipped for lots" : "skipped with nothing left");
        facts.addIf(metrics.get(Metric.FUNDING_PAID) > 0, "money", "funding paid");
        facts.addIf(metrics.get(Metric.FUNDING_PAID) < 0, "money", "funding received");
    }

    private void addEnd() {
        facts.addIf(result.dailyEquity().getLast().equity() == 0, "money", "equity lost");
        OpenPosition open = result.openPosition();
        facts.add("at the end", open == null ? "flat" : Coverage.label(open.side()));
        if (open != null) {
            addEntry(open.entryBar());
            addHeld(open.entryBar(), input.endBar() - 1);
        }
    }

    private void addTrades() {
        List<Trade> trades = result.trades();
        int count = trades.size();
        String few = count == 0 ? "none" : count == 1 ? "1" : "2 to 9";
        facts.add("trades", count < 10 ? few : count < 100 ? "10 to 99" : "more");
        TradeFacts tradeFacts = new TradeFacts(strategy, input, facts);
        for (int i = 0; i < count; i++) {
            Trade trade = trades.get(i);
            tradeFacts.add(trade);
            addEntry(trade.entryBar());
            addHeld(trade.entryBar(), trade.exitBar());
            facts.addIf(
                    trade.exitBar() == input.endBar() - 1, "at the end", "exit in the last bar");
            if (i > 0) {
                tradeFacts.addNext(trades.get(i - 1), trade.side(), trade.entryBar());
            }
        }
        OpenPosition open = result.openPosition();
        if (open != null && count > 0) {
            tradeFacts.addNext(trades.getLast(), open.side(), open.entryBar());
        }
        if (count > 0) {
            Set.copyOf(facts.groups().getOrDefault("output in rules", Set.of()))
                    .forEach(name -> facts.add("output in rules of runs with trades", name));
        }
    }

    private void addEntry(int bar) {
        facts.addIf(bar == input.firstBar(), "entries", "in the first bar");
        facts.addIf(bar == input.endBar() - 1, "entries", "in the last bar");
        boolean pending =
                strategy.execution().fill() == Execution.Fill.NEXT_OPEN
                        && bar > 0
                        && isAfterHole(bar);
        facts.addIf(pending, "across a hole", "pending entry");
    }

    private void addHeld(int entryBar, int exitBar) {
        for (int bar = entryBar + 1; bar < exitBar; bar++) {
            facts.addIf(isAfterHole(bar), "across a hole", "position held");
        }
    }

    private boolean isAfterHole(int bar) {
        return input.series().tsOpenMillis()[bar] > input.series().tsCloseMillis(bar - 1);
    }
}
