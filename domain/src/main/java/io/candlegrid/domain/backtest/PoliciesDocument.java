package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution.Intrabar;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the part {@code policies} of a report. */
final class PoliciesDocument {

    private PoliciesDocument() {}

    static ObjectNode of(StrategySpec spec, BacktestInput input, IntrabarPolicies policies) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("chosen", label(spec.execution().intrabar()));
        ObjectNode metrics = node.putObject("metrics");
        policies.results()
                .forEach((policy, result) ->
                        metrics.set(label(policy), MetricsDocument.of(result.metrics())));
        ArrayNode bars = node.putArray("ambiguous_bars");
        policies.ambiguous().forEach(bar -> bar(bars.addObject(), input.series(), bar));
        ArrayNode differing = node.putArray("trades_that_differ");
        policies.differing()
                .forEach(trade -> differing(differing.addObject(), input.series(), trade));
        return node;
    }

    private static void bar(
            ObjectNode node, CandleSeries series, IntrabarPolicies.AmbiguousBar bar) {
        node.put("ts_open", TradeDocument.time(series.tsOpenMillis()[bar.bar()]))
                .put("side", bar.side().label())
                .put("entry_ts_open", TradeDocument.time(series.tsOpenMillis()[bar.entryBar()]));
        TradeDocument.number(node, "open", series.value(PriceSource.OPEN, bar.bar()));
        TradeDocument.number(node, "high", series.value(PriceSource.HIGH, bar.bar()));
        TradeDocument.number(node, "low", series.value(PriceSource.LOW, bar.bar()));
        TradeDocument.number(node, "close", series.value(PriceSource.CLOSE, bar.bar()));
        TradeDocument.write(node, bar.levels());
        node.put("adverse", bar.adverse().label());
        ObjectNode exits = node.putObject("exits");
        for (Intrabar policy : Intrabar.values()) {
            ExitReason exit = bar.exits().get(policy);
            exits.put(label(policy), exit == null ? null : exit.label());
        }
    }

    private static void differing(
            ObjectNode node, CandleSeries series, IntrabarPolicies.DifferingTrade differing) {
        node.put("side", differing.side().label())
                .put(
                        "entry_ts_open",
                        TradeDocument.time(series.tsOpenMillis()[differing.entryBar()]));
        ObjectNode exits = node.putObject("exits");
        for (Intrabar policy : Intrabar.values()) {
            Trade trade = differing.trades().get(policy);
            if (trade == null) {
                exits.putNull(label(policy));
            } else {
                ObjectNode exit =
                        exits.putObject(label(policy))
                                .put("exit_ts_open", TradeDocument.time(trade.exitTsOpenMillis()));
                TradeDocument.number(exit, "exit_price", trade.exitPrice());
                exit.put("exit_reason", trade.exitReason().label());
                TradeDocument.number(exit, "return", trade.returnFraction());
            }
        }
    }

    private static String label(Intrabar policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
