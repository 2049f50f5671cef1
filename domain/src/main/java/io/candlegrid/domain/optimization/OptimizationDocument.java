package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.TimeRangeDocument;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document {@code optimization/v1}: reads, writes and hashes grid searches. Thread-safe. */
public final class OptimizationDocument {

    public static final String SCHEMA = "optimization/v1";

    /** Most trials that are kept, and how many are when nothing is written. */
    public static final int MAX_TOP = 500;

    private static final List<String> OBJECTIVES =
            Arrays.stream(Metric.values()).map(Metric::label).toList();

    private OptimizationDocument() {}

    /** Reads a grid search, or everything that is wrong with it. */
    public static Validated<OptimizationSpec> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        OptimizationSpec spec =
                ObjectFields.of(node, "", "an optimization", errors)
                        .map(fields -> read(fields, errors))
                        .orElse(null);
        return errors.validated(spec);
    }

    private static @Nullable OptimizationSpec read(ObjectFields fields, ErrorCollector errors) {
        fields.allow(
                "schema",
                "strategy",
                "range",
                "initial_equity",
                "space",
                "constraints",
                "objective",
                "top",
                "pruning");
        fields.schema(SCHEMA);
        JsonNode strategyNode = fields.required("strategy", "a strategy/v1 document");
        StrategyDocument.Reading reading =
                StrategyDocument.read(
                        strategyNode == null ? JsonNodeFactory.instance.objectNode() : strategyNode,
                        fields.path("strategy"),
                        strategyNode == null ? new ErrorCollector() : errors);
        StrategySpec strategy = reading.spec();
        TimeRange range =
                TimeRangeDocument.read(
                        fields, strategy == null ? null : strategy.timeframe(), errors);
        double equity =
                fields.number(
                        "initial_equity",
                        BacktestDocument.INITIAL_EQUITY,
                        BacktestDocument.DEFAULT_INITIAL_EQUITY);
        ParameterSpace space =
                strategyNode == null ? null : new SpaceReader(fields, reading, errors).read();
        if (strategy != null && space != null) {
            SwitchedOffStops.check(strategy, space, fields, errors);
        }
        fields.required("objective", "the metric to search by, e.g. \"sharpe\"");
        String objective = fields.choice("objective", OBJECTIVES);
        int top = (int) fields.number("top", NumberRange.whole(1, MAX_TOP), MAX_TOP);
        Pruning pruning = PruningReader.read(fields, errors);
        if (strategy == null || range == null || space == null || objective == null) {
            return null;
        }
        return new OptimizationSpec(
                strategy,
                range,
                equity,
                space,
                Metric.byLabel(objective).orElseThrow(),
                top,
                pruning);
    }

    /** Every field of a grid search, defaults included; reading it gives an equal one. */
    public static ObjectNode write(OptimizationSpec spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        node.set("strategy", StrategyDocument.write(spec.strategy()));
        node.set("range", TimeRangeDocument.write(spec.range()));
        node.set("initial_equity", Documents.number(spec.initialEquity()));
        ObjectNode space = node.putObject("space");
        spec.space().axes().forEach(axis -> space.set(axis.name(), axis(axis)));
        ArrayNode constraints = node.putArray("constraints");
        spec.space().constraints().forEach(c -> constraints.add(ConstraintText.of(c)));
        node.put("objective", spec.objective().label());
        node.put("top", spec.top());
        node.set("pruning", PruningReader.write(spec.pruning()));
        return node;
    }

    /** The hash of the canonical form. */
    public static ContentHash hash(OptimizationSpec spec) {
        return Documents.hash(write(spec));
    }

    private static JsonNode axis(Axis axis) {
        return switch (axis) {
            case Axis.Range range -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                node.put("from", range.from());
                node.put("to", range.to());
                node.put("step", range.step());
                yield node;
            }
            case Axis.Listed listed -> {
                ArrayNode node = JsonNodeFactory.instance.arrayNode();
                listed.values().forEach(value -> node.add(Combinations.json(value)));
                yield node;
            }
        };
    }
}
