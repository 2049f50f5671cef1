package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code strategy/v1} with every field in it. */
final class StrategyWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StrategyWriter() {}

    static ObjectNode write(StrategySpec spec) {
        ObjectNode document = NODES.objectNode();
        document.put("schema", StrategyDocument.SCHEMA);
        ObjectNode instrument = document.putObject("instrument");
        instrument.put("market_id", spec.instrument().marketId());
        instrument.put("symbol", spec.instrument().symbol());
        document.put("timeframe", spec.timeframe().label());
        ObjectNode indicators = document.putObject("indicators");
        spec.indicators().forEach((id, use) -> indicators.set(id, indicator(use)));
        document.set("long", side(spec.longSide(), spec));
        document.set("short", side(spec.shortSide(), spec));
        ObjectNode constants = document.putObject("constants");
        spec.constants().forEach((name, value) -> constants.set(name, Documents.number(value)));
        document.set("stops", stops(spec.stops()));
        document.set("sizing", sizing(spec.sizing()));
        document.set("execution", execution(spec.execution()));
        return document;
    }

    static List<SideRules> sides(StrategySpec spec) {
        return Stream.of(spec.longSide(), spec.shortSide()).filter(Objects::nonNull).toList();
    }

    static String sizingType(Sizing sizing) {
        return switch (sizing) {
            case Sizing.PercentEquity ignored -> "percent_equity";
            case Sizing.FixedQuote ignored -> "fixed_quote";
            case Sizing.RiskPercent ignored -> "risk_percent";
        };
    }

    private static ObjectNode indicator(IndicatorUse use) {
        ObjectNode node = NODES.objectNode();
        node.put("type", use.type());
        use.params().forEach((name, value) -> node.set(name, Documents.number(value)));
        PriceSource source = use.source();
        if (source != null) {
            node.put("source", source.label());
        }
        return node;
    }

    private static JsonNode side(@Nullable SideRules side, StrategySpec spec) {
        if (side == null) {
            return NODES.nullNode();
        }
        ObjectNode node = NODES.objectNode();
        node.set("entry", rule(side.entry(), spec));
        Rule exit = side.exit();
        node.set("exit", exit == null ? NODES.nullNode() : rule(exit, spec));
        return node;
    }

    private static JsonNode rule(Rule rule, StrategySpec spec) {
        ObjectNode node = NODES.objectNode();
        switch (rule) {
            case Rule.All all -> parts(node.putArray("all"), all.parts(), spec);
            case Rule.Any any -> parts(node.putArray("any"), any.parts(), spec);
            case Rule.Not not -> node.set("not", rule(not.part(), spec));
            case Rule.Compare compare ->
                    operands(
                            node.putArray(StrategyFields.label(compare.comparison())),
                            compare.left(),
                            compare.right(),
                            spec);
            case Rule.Cross cross ->
                    operands(
                            node.putArray("cross_" + StrategyFields.label(cross.direction())),
                            cross.left(),
                            cross.right(),
                            spec);
        }
        return node;
    }

    private static void parts(ArrayNode array, List<Rule> parts, StrategySpec spec) {
        parts.forEach(part -> array.add(rule(part, spec)));
    }

    private static void operands(ArrayNode array, Operand left, Operand right, StrategySpec spec) {
        array.add(operand(left, spec));
        array.add(operand(right, spec));
    }

    private static JsonNode operand(Operand operand, StrategySpec spec) {
        return switch (operand) {
            case Operand.IndicatorOutput output ->
                    NODES.stringNode(
                            isOnlyOutput(output, spec)
                                    ? output.indicator()
                                    : output.indicator() + "." + output.output());
            case Operand.Price price -> NODES.stringNode(price.source().label());
            case Operand.Literal literal -> Documents.number(literal.value());
            case Operand.NamedConstant constant -> {
                ObjectNode node = NODES.objectNode();
                node.put("const", constant.name());
                yield node;
            }
        };
    }

    private static boolean isOnlyOutput(Operand.IndicatorOutput output, StrategySpec spec) {
        IndicatorUse use = spec.indicators().get(output.indicator());
        return use != null
                && IndicatorRegistry.byId(use.type())
                        .map(type -> type.outputs().size() == 1)
                        .orElse(false);
    }

    private static ObjectNode stops(Stops stops) {
        ObjectNode node = NODES.objectNode();
        node.set("stop_loss_pct", number(stops.stopLossPct()));
        node.set("take_profit_pct", number(stops.takeProfitPct()));
        node.set("trailing_pct", number(stops.trailingPct()));
        Integer maxBars = stops.maxBars();
        node.set("max_bars", maxBars == null ? NODES.nullNode() : Documents.number(maxBars));
        return node;
    }

    private static ObjectNode sizing(Sizing sizing) {
        ObjectNode node = NODES.objectNode();
        node.put("type", sizingType(sizing));
        switch (sizing) {
            case Sizing.PercentEquity(double percent) ->
                    node.set("percent", Documents.number(percent));
            case Sizing.FixedQuote(double amount) -> node.set("amount", Documents.number(amount));
            case Sizing.RiskPercent(double percent) ->
                    node.set("percent", Documents.number(percent));
        }
        return node;
    }

    private static ObjectNode execution(Execution execution) {
        ObjectNode node = NODES.objectNode();
        node.put("fill", StrategyFields.label(execution.fill()));
        node.set("fee_pct", Documents.number(execution.feePct()));
        node.set("maker_fee_pct", number(execution.makerFeePct()));
        node.set("slippage_pct", Documents.number(execution.slippagePct()));
        node.put("intrabar", StrategyFields.label(execution.intrabar()));
        node.set("leverage", Documents.number(execution.leverage()));
        node.put("respect_lot_size", execution.respectLotSize());
        return node;
    }

    private static JsonNode number(@Nullable Double value) {
        return value == null ? NODES.nullNode() : Documents.number(value);
    }
}
