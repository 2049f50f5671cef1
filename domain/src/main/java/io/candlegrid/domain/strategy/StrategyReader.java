package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one {@code strategy/v1}, to its end whatever is wrong. */
final class StrategyReader {

    static final int MAX_CONSTANTS = 64;

    static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final ObjectFields fields;
    private final ErrorCollector errors;
    private final IndicatorsReader indicators;
    private final SortedMap<String, Double> constants = new TreeMap<>();

    StrategyReader(ObjectFields fields, ErrorCollector errors) {
        this.fields = fields;
        this.errors = errors;
        this.indicators = new IndicatorsReader(errors);
    }

    StrategyDocument.Reading read() {
        int before = errors.count();
        fields.allow(
                "schema",
                "instrument",
                "timeframe",
                "indicators",
                "long",
                "short",
                "constants",
                "stops",
                "sizing",
                "execution");
        fields.schema(StrategyDocument.SCHEMA);
        @Nullable Integer marketId = null;
        @Nullable String symbol = null;
        ObjectFields instrument = instrument();
        if (instrument != null) {
            marketId = marketId(instrument);
            symbol = symbol(instrument);
        }
        Market market = marketId == null ? null : Market.byId(marketId).orElse(null);
        Timeframe timeframe = timeframe();
        JsonNode written = fields.optional("indicators");
        if (written != null) {
            indicators.read(written, fields.path("indicators"));
        }
        readConstants();
        MoneyReader money = new MoneyReader(fields, market, errors);
        Stops stops = money.stops();
        int beforeRules = errors.count();
        OperandReader operands = new OperandReader(indicators.types(), constants.keySet(), errors);
        RuleReader rules = new RuleReader(operands, errors);
        SideRules longSide = side("long", rules, stops, money.stopsWritten());
        SideRules shortSide = side("short", rules, stops, money.stopsWritten());
        checkSides(market);
        boolean rulesRead = errors.count() == beforeRules;
        Sizing sizing = money.sizing(stops);
        Execution execution = money.execution();
        StrategyOutline outline =
                new StrategyOutline(
                        market,
                        indicators.types(),
                        Collections.unmodifiableSortedSet(new TreeSet<>(constants.keySet())),
                        money.sizingType(),
                        operands.used(),
                        rulesRead);
        if (errors.count() > before || marketId == null || symbol == null || timeframe == null) {
            return new StrategyDocument.Reading(null, outline);
        }
        return new StrategyDocument.Reading(
                new StrategySpec(
                        new InstrumentId(marketId, symbol),
                        timeframe,
                        indicators.uses(),
                        longSide,
                        shortSide,
                        constants,
                        stops,
                        sizing,
                        execution),
                outline);
    }

    private @Nullable ObjectFields instrument() {
        JsonNode node =
                fields.required(
                        "instrument",
                        "what to trade, e.g. {\"market_id\": 1, \"symbol\": \"BTCUSDT\"}");
        if (node == null) {
            return null;
        }
        return ObjectFields.of(node, fields.path("instrument"), "an instrument", errors)
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

    private @Nullable Timeframe timeframe() {
        List<String> labels = Arrays.stream(Timeframe.values()).map(Timeframe::label).toList();
        if (fields.required("timeframe", "one of " + DidYouMean.list(labels)) == null) {
            return null;
        }
        String label = fields.choice("timeframe", labels);
        return label == null ? null : Timeframe.byLabel(label).orElseThrow();
    }

    private void readConstants() {
        JsonNode node = fields.optional("constants");
        if (node == null) {
            return;
        }
        String path = fields.path("constants");
        ObjectFields written = ObjectFields.of(node, path, "\"constants\"", errors).orElse(null);
        if (written == null) {
            return;
        }
        if (written.names().size() > MAX_CONSTANTS) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "there may be at most " + MAX_CONSTANTS + " constants");
            return;
        }
        for (String name : new ArrayList<>(written.names())) {
            readConstant(written, node.get(name), name);
        }
    }

    private void readConstant(ObjectFields written, JsonNode node, String name) {
        if (!ID.matcher(name).matches()) {
            errors.add(
                    written.path(name),
                    node,
                    ErrorCode.BAD_FORMAT,
                    "the name of a constant has 1 to 32 lower-case letters, digits and _, beginning"
                            + " with a letter; got \""
                            + Documents.cut(name)
                            + "\"");
            return;
        }
        Double value =
                StrategyFields.CONSTANT.read(node, written.path(name), "constant " + name, errors);
        // A constant without a right value is known all the same, so that its uses are no errors.
        constants.put(name, value == null ? 0.0 : value);
    }

    private @Nullable SideRules side(
            String name, RuleReader rules, Stops stops, boolean stopsWritten) {
        JsonNode node = fields.optional(name);
        if (node == null) {
            return null;
        }
        ObjectFields side =
                ObjectFields.of(node, fields.path(name), "a side", errors)
                        .map(f -> f.allow("entry", "exit"))
                        .orElse(null);
        if (side == null) {
            return null;
        }
        JsonNode entryNode = side.required("entry", "the rule that opens a position");
        JsonNode exitNode = side.optional("exit");
        Rule entry = entryNode == null ? null : rules.read(entryNode, side.path("entry"));
        Rule exit = exitNode == null ? null : rules.read(exitNode, side.path("exit"));
        if (exitNode == null && !stops.any() && !stopsWritten) {
            errors.add(
                    side.path("exit"),
                    null,
                    ErrorCode.MISSING,
                    "missing: a rule that closes the position. It may be left out only when a stop"
                            + " or max_bars is given in \"stops\"");
        }
        return entry == null ? null : new SideRules(entry, exit);
    }

    private void checkSides(@Nullable Market market) {
        if (fields.optional("long") == null && fields.optional("short") == null) {
            errors.add(
                    fields.path("long"),
                    null,
                    ErrorCode.MISSING,
                    "missing: a strategy needs a \"long\" or a \"short\" side with an \"entry\"");
        }
        JsonNode shortNode = fields.optional("short");
        if (shortNode != null && market != null && !market.allowsShort()) {
            errors.add(
                    fields.path("short"),
                    null,
                    ErrorCode.NOT_ALLOWED,
                    "market "
                            + market.id()
                            + " ("
                            + market.exchange().label()
                            + " "
                            + market.type().label()
                            + ") is spot and can't be sold short; leave \"short\" out or use a"
                            + " futures market (2 or 4)");
        }
    }
}
