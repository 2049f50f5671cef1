package io.candlegrid.domain.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the document {@code comparison-report/v1}. */
public final class ComparisonDocument {

    private static final String SCHEMA = "comparison-report/v1";

    private ComparisonDocument() {}

    /** Two results side by side; differences are right − left. */
    public static ObjectNode of(ComparedResult left, ComparedResult right) {
        ResultComparison comparison = ResultComparison.of(left, right);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        side(node.putObject("left"), left);
        side(node.putObject("right"), right);
        ArrayNode differences = node.putArray("spec_differences");
        for (ResultComparison.SpecDifference difference : comparison.specDifferences()) {
            ObjectNode written = differences.addObject().put("path", difference.path());
            value(written, "left", difference.left());
            value(written, "right", difference.right());
        }
        metrics(node.putArray("metrics"), left.result().metrics(), right.result().metrics());
        ObjectNode trades = node.putObject("trades");
        trades.put("same", comparison.sameTrades());
        ArrayNode differing = trades.putArray("differing");
        for (ResultComparison.TradePair pair : comparison.differing()) {
            ObjectNode written = differing.addObject();
            TradeDocument.write(written.putObject("left"), pair.left());
            TradeDocument.write(written.putObject("right"), pair.right());
        }
        trades(trades.putArray("only_left"), comparison.onlyLeft());
        trades(trades.putArray("only_right"), comparison.onlyRight());
        ArrayNode warnings = node.putArray("warnings");
        comparison.warnings().forEach(warnings::add);
        return node;
    }

    private static void side(ObjectNode node, ComparedResult result) {
        node.set("backtest", BacktestDocument.write(result.spec()));
        TradeDocument.write(node.putObject("lineage"), result.lineage());
        ArrayNode days = node.putArray("equity_daily");
        result.result().dailyEquity().forEach(day -> BacktestReport.day(days.addObject(), day));
    }

    private static void value(ObjectNode node, String name, @Nullable JsonNode value) {
        if (value == null) {
            node.putNull(name);
        } else {
            node.set(name, value);
        }
    }

    private static void metrics(ArrayNode array, Metrics left, Metrics right) {
        for (Metric metric : Metric.values()) {
            double a = left.get(metric);
            double b = right.get(metric);
            ObjectNode row = array.addObject().put("name", metric.label());
            MetricsDocument.put(row, "left", a, metric.isCount());
            MetricsDocument.put(row, "right", b, metric.isCount());
            MetricsDocument.put(row, "difference", b - a, metric.isCount());
            boolean rightBetter = metric.higherIsBetter() ? b > a : b < a;
            boolean leftBetter = metric.higherIsBetter() ? a > b : a < b;
            row.put("better", leftBetter ? "left" : rightBetter ? "right" : null);
        }
    }

    private static void trades(ArrayNode array, List<Trade> trades) {
        trades.forEach(trade -> TradeDocument.write(array.addObject(), trade));
    }
}
