package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a strategy trades. */
final class InstrumentReader {

    private final ObjectFields strategy;
    private final ErrorCollector errors;
    private @Nullable Market market;

    InstrumentReader(ObjectFields strategy, ErrorCollector errors) {
        this.strategy = strategy;
        this.errors = errors;
    }

    /** The market, known even where the symbol is wrong; null before it was read. */
    @Nullable Market market() {
        return market;
    }

    /** The instrument, null after reporting what is wrong. */
    @Nullable InstrumentId read() {
        ObjectFields fields = fields();
        if (fields == null) {
            return null;
        }
        Integer marketId = marketId(fields);
        String symbol = symbol(fields);
        market = marketId == null ? null : Market.byId(marketId).orElse(null);
        return marketId == null || symbol == null ? null : new InstrumentId(marketId, symbol);
    }

    private @Nullable ObjectFields fields() {
        JsonNode node =
                strategy.required(
                        "instrument",
                        "what to trade, e.g. {\"market_id\": 1, \"symbol\": \"BTCUSDT\"}");
        if (node == null) {
            return null;
        }
        return ObjectFields.of(node, strategy.path("instrument"), "an instrument", errors)
                .map(instrument -> instrument.allow("market_id", "symbol"))
                .orElse(null);
    }

    private @Nullable Integer marketId(ObjectFields instrument) {
        String markets =
                String.join(
                        ", ",
                        Market.ALL.stream()
                                .map(m ->
                                        m.id()
                                                + " = "
                                                + m.exchange().label()
                                                + " "
                                                + m.type().label())
                                .toList());
        if (instrument.required("market_id", "the market: " + markets) == null) {
            return null;
        }
        return instrument.integer("market_id", StrategyFields.MARKET_ID);
    }

    private @Nullable String symbol(ObjectFields instrument) {
        JsonNode node = instrument.required("symbol", "the exchange's symbol, e.g. \"BTCUSDT\"");
        String symbol = instrument.text("symbol");
        if (symbol == null || InstrumentId.isSymbol(symbol)) {
            return symbol;
        }
        String upper = symbol.toUpperCase(Locale.ROOT);
        errors.add(
                instrument.path("symbol"),
                node,
                ErrorCode.BAD_FORMAT,
                "a symbol has 1 to 40 upper-case letters, digits, _ . or -, got \""
                        + Documents.cut(symbol)
                        + "\""
                        + (InstrumentId.isSymbol(upper)
                                ? ", did you mean \"" + upper + "\"?"
                                : ""));
        return null;
    }
}
