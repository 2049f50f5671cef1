package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Execution;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the part {@code costs} of a report. */
final class CostsDocument {

    private CostsDocument() {}

    static ObjectNode of(CostSensitivity costs) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        TradeDocument.number(node, "tick", costs.tick());
        TradeDocument.number(node, "tick_pct", costs.tickPct());
        ArrayNode rows = node.putArray("rows");
        for (CostSensitivity.Row row : costs.rows()) {
            Execution execution = row.execution();
            Double maker = execution.makerFeePct();
            ObjectNode written = rows.addObject().put("case", row.setting().label());
            TradeDocument.number(written, "fee_pct", execution.feePct());
            TradeDocument.number(written, "maker_fee_pct", maker == null ? Double.NaN : maker);
            TradeDocument.number(written, "slippage_pct", execution.slippagePct());
            written.set("metrics", MetricsDocument.of(row.metrics()));
        }
        ObjectNode breakEven = node.putObject("break_even");
        TradeDocument.number(breakEven, "fee_pct", costs.breakEven().feePct());
        breakEven.put("verdict", costs.breakEven().verdict().label());
        TradeDocument.number(breakEven, "bound_pct", CostSensitivity.LARGEST_FEE_PCT);
        breakEven.put("reruns", costs.breakEven().reruns());
        return node;
    }
}
