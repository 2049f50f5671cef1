package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one {@code strategy/v1}, to its end whatever is wrong. */
final class StrategyReader {

    static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final ObjectFields fields;
    private final ErrorCollector errors;
    private final IndicatorsReader indicators;
    private final ConstantsReader constants;

    StrategyReader(ObjectFields fields, ErrorCollector errors) {
        this.fields = fields;
        this.errors = errors;
        this.indicators = new IndicatorsReader(errors);
        this.constants = new ConstantsReader(fields, errors);
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
        InstrumentReader instrument = new InstrumentReader(fields, errors);
        InstrumentId instrumentId = instrument.read();
        Market market = instrument.market();
        Timeframe timeframe = timeframe();
        JsonNode written = fields.optional("indicators");
        if (written != null) {
            indicators.read(written, fields.path("indicators"));
        }
        constants.read();
        MoneyReader money = new MoneyReader(fields, market, errors);
        Stops stops = money.stops();
        int beforeRules = errors.count();
        boolean namesComplete = indicators.isComplete() && constants.isComplete();
        OperandReader operands =
                new OperandReader(
                        indicators.types(), constants.values().keySet(), namesComplete, errors);
        RuleReader rules = new RuleReader(operands, errors);
        SideRules longSide = side("long", rules, stops, money.stopsWritten());
        SideRules shortSide = side("short", rules, stops, money.stopsWritten());
        checkSides(market);
        boolean rulesRead = namesComplete && errors.count() == beforeRules;
        Sizing sizing = money.sizing(stops);
        Execution execution = money.execution();
        StrategyOutline outline =
                new StrategyOutline(
                        market,
                        indicators.types(),
                        new TreeSet<>(constants.values().keySet()),
                        money.sizingType(),
                        operands.used(),
                        namesComplete,
                        rulesRead);
        if (errors.count() > before || instrumentId == null || timeframe == null) {
            return new StrategyDocument.Reading(null, outline);
        }
        return new StrategyDocument.Reading(
                new StrategySpec(
                        instrumentId,
                        timeframe,
                        indicators.uses(),
                        longSide,
                        shortSide,
                        constants.values(),
                        stops,
                        sizing,
                        execution),
                outline);
    }

    private @Nullable Timeframe timeframe() {
        List<String> labels = Arrays.stream(Timeframe.values()).map(Timeframe::label).toList();
        if (fields.required("timeframe", "one of " + DidYouMean.list(labels)) == null) {
            return null;
        }
        String label = fields.choice("timeframe", labels);
        return label == null ? null : Timeframe.byLabel(label).orElseThrow();
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
