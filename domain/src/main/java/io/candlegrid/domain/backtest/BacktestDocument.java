package io.candlegrid.domain.backtest;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document {@code backtest/v1}: reads, writes and hashes backtests. Thread-safe. */
public final class BacktestDocument {

    public static final String SCHEMA = "backtest/v1";

    /** Quote units a run starts with when nothing is written. */
    public static final double DEFAULT_INITIAL_EQUITY = 10_000;

    /** Initial equities that are taken, in quote units. */
    public static final NumberRange INITIAL_EQUITY = NumberRange.aboveZero(1e12);

    private BacktestDocument() {}

    /** Reads a backtest, or everything that is wrong with it. */
    public static Validated<BacktestSpec> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        BacktestSpec spec =
                ObjectFields.of(node, "", "a backtest", errors)
                        .map(fields -> read(fields, errors))
                        .orElse(null);
        return errors.validated(spec);
    }

    private static @Nullable BacktestSpec read(ObjectFields fields, ErrorCollector errors) {
        fields.allow("schema", "strategy", "range", "initial_equity");
        fields.schema(SCHEMA);
        JsonNode strategyNode = fields.required("strategy", "a strategy/v1 document");
        StrategySpec strategy =
                strategyNode == null
                        ? null
                        : StrategyDocument.read(strategyNode, fields.path("strategy"), errors)
                                .spec();
        Timeframe timeframe = strategy == null ? null : strategy.timeframe();
        TimeRange range = TimeRangeDocument.read(fields, timeframe, errors);
        double equity = fields.number("initial_equity", INITIAL_EQUITY, DEFAULT_INITIAL_EQUITY);
        if (strategy == null || range == null) {
            return null;
        }
        return new BacktestSpec(strategy, range, equity);
    }

    /** Every field of a backtest, defaults included; reading it gives an equal backtest. */
    public static ObjectNode write(BacktestSpec spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        node.set("strategy", StrategyDocument.write(spec.strategy()));
        node.set("range", TimeRangeDocument.write(spec.range()));
        node.set("initial_equity", Documents.number(spec.initialEquity()));
        return node;
    }

    /** The hash of the canonical form. */
    public static ContentHash hash(BacktestSpec spec) {
        return Documents.hash(write(spec));
    }
}
