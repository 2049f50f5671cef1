package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the document {@code bar-inspection/v1}: bars of a run around a time. */
public final class InspectionDocument {

    private static final String SCHEMA = "bar-inspection/v1";

    private InspectionDocument() {}

    /**
     * The bar that a time falls into and its neighbours; when the time is in no bar, the neighbours
     * and why there is none.
     *
     * @param around most bars before and after
     */
    public static ObjectNode of(
            StrategySpec spec, BacktestInput input, Lineage lineage, Instant at, int around) {
        CandleSeries series = input.series();
        long millis = at.toEpochMilli();
        int bar = series.firstBarAtOrAfter(millis + 1) - 1;
        boolean inside = bar >= 0 && bar < input.endBar() && millis < series.tsCloseMillis(bar);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        TradeDocument.write(node.putObject("lineage"), lineage);
        node.put("timeframe", series.timeframe().label())
                .put("first", TradeDocument.time(series.tsOpenMillis()[0]))
                .put("last", TradeDocument.time(series.tsOpenMillis()[input.endBar() - 1]))
                .put("at", at.toString());
        List<InspectedBar> bars = BarInspector.inspect(spec, input, bar - around, bar + around + 1);
        int first = bars.isEmpty() ? 0 : bars.getFirst().bar();
        node.put("focus", inside ? Integer.valueOf(bar - first) : null)
                .put("note", inside ? null : whyNoBar(input, bar, millis));
        ArrayNode written = node.putArray("bars");
        bars.forEach(inspected -> bar(written.addObject(), spec, series, inspected));
        return node;
    }

    private static String whyNoBar(BacktestInput input, int bar, long millis) {
        CandleSeries series = input.series();
        String first = TradeDocument.time(series.tsOpenMillis()[0]);
        int last = input.endBar() - 1;
        if (bar < 0 || bar >= last) {
            return "%s is outside of the candles of this run, which open from %s to %s."
                    .formatted(
                            TradeDocument.time(millis),
                            first,
                            TradeDocument.time(series.tsOpenMillis()[last]));
        }
        long from = series.tsCloseMillis(bar);
        long to = series.tsOpenMillis()[bar + 1];
        String types =
                Holes.within(series.holes(), from, to).stream()
                        .map(Hole::type)
                        .distinct()
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        return "There is no full %s candle from %s to %s%s: nothing is decided and nothing fills in it."
                .formatted(
                        series.timeframe().label(),
                        TradeDocument.time(from),
                        TradeDocument.time(to),
                        types.isEmpty() ? "" : ", a hole (" + types + ")");
    }

    private static void bar(
            ObjectNode node, StrategySpec spec, CandleSeries series, InspectedBar inspected) {
        int bar = inspected.bar();
        node.put("ts_open", TradeDocument.time(series.tsOpenMillis()[bar]))
                .put("traded", inspected.traded());
        for (PriceSource source :
                List.of(
                        PriceSource.OPEN,
                        PriceSource.HIGH,
                        PriceSource.LOW,
                        PriceSource.CLOSE,
                        PriceSource.VOLUME)) {
            TradeDocument.number(node, source.label(), series.value(source, bar));
        }
        hole(node, series, bar);
        InspectedBar.Held position = inspected.position();
        if (position == null) {
            node.putNull("position_before");
        } else {
            held(node.putObject("position_before"), position, bar);
        }
        ExitReason pendingExit = inspected.pendingExit();
        node.put("pending_exit", pendingExit == null ? null : pendingExit.label());
        TradeDocument.label(node, "pending_entry", inspected.pendingEntry());
        TradeDocument.number(node, "equity_before", inspected.equityBefore());
        TradeDocument.number(node, "equity_after", inspected.equityAfter());
        ArrayNode events = node.putArray("events");
        inspected.events().forEach(event -> event(events.addObject(), event));
        ArrayNode sentences = node.putArray("explanation");
        BarExplanation.of(spec, inspected).forEach(sentences::add);
        ArrayNode operands = node.putArray("operands");
        inspected.operands().forEach(value -> operand(operands.addObject(), value));
        ArrayNode rules = node.putArray("rules");
        for (InspectedBar.SideRule rule : inspected.rules()) {
            ObjectNode written =
                    rules.addObject()
                            .put("side", rule.side().label())
                            .put("when", rule.entry() ? "entry" : "exit");
            rule(written.putObject("rule"), rule.rule());
        }
    }

    /** The hole between the bar before and this one. */
    private static void hole(ObjectNode node, CandleSeries series, int bar) {
        long to = series.tsOpenMillis()[bar];
        long from = bar == 0 ? to : series.tsCloseMillis(bar - 1);
        if (from == to) {
            node.putNull("hole_before");
            return;
        }
        List<Hole> holes = Holes.within(series.holes(), from, to);
        node.putObject("hole_before")
                .put("from", TradeDocument.time(from))
                .put("to", TradeDocument.time(to))
                .put("type", holes.isEmpty() ? "UNKNOWN" : holes.getFirst().type().name());
    }

    private static void held(ObjectNode node, InspectedBar.Held position, int bar) {
        node.put("side", position.side().label())
                .put("entry_ts_open", TradeDocument.time(position.entryTsOpenMillis()))
                .put("bars_held", bar - position.entryBar());
        TradeDocument.number(node, "entry_price", position.entryPrice());
        TradeDocument.number(node, "quantity", position.quantity());
        TradeDocument.write(node, position.levels());
    }

    private static void event(ObjectNode node, BarEvent event) {
        EventFields fields =
                switch (event) {
                    case BarEvent.Funding(double payment) ->
                            new EventFields("funding", null, null, null, payment);
                    case BarEvent.Entered(BarMoment moment, PositionSide side, double price, _) ->
                            new EventFields("entered", moment, side, null, price);
                    case BarEvent.EntrySkipped(BarMoment moment, PositionSide side) ->
                            new EventFields("entry_skipped", moment, side, null, Double.NaN);
                    case BarEvent.Touched(ExitReason reason, double price, boolean ambiguous, _) ->
                            new EventFields(
                                    ambiguous ? "ambiguous" : "touched",
                                    BarMoment.INSIDE,
                                    null,
                                    reason,
                                    price);
                    case BarEvent.Exited(BarMoment moment, Trade trade) ->
                            new EventFields(
                                    "exited",
                                    moment,
                                    trade.side(),
                                    trade.exitReason(),
                                    trade.exitPrice());
                    case BarEvent.Ordered(ExitReason exit, PositionSide entry, boolean expires) ->
                            new EventFields(
                                    expires ? "order_expired" : "ordered",
                                    BarMoment.CLOSE,
                                    entry,
                                    exit,
                                    Double.NaN);
                    case BarEvent.Ended() ->
                            new EventFields("ended", BarMoment.CLOSE, null, null, Double.NaN);
                };
        fields.write(node);
    }

    /** One shape for all events; {@code value} is a price, or money for funding. */
    private record EventFields(
            String type,
            @Nullable BarMoment moment,
            @Nullable PositionSide side,
            @Nullable ExitReason reason,
            double value) {

        void write(ObjectNode node) {
            node.put("type", type).put("moment", moment == null ? null : moment.label());
            TradeDocument.label(node, "side", side);
            node.put("reason", reason == null ? null : reason.label());
            TradeDocument.number(node, "value", value);
        }
    }

    private static void rule(ObjectNode node, RuleTruth truth) {
        node.put("op", operator(truth.rule()))
                .put("defined", truth.defined())
                .put("holds", truth.holds());
        ArrayNode parts = node.putArray("parts");
        truth.parts().forEach(part -> rule(parts.addObject(), part));
        ArrayNode operands = node.putArray("operands");
        truth.operands().forEach(value -> operand(operands.addObject(), value));
    }

    private static void operand(ObjectNode node, RuleTruth.Value value) {
        node.put("name", RuleWords.name(value.operand()));
        TradeDocument.number(node, "now", value.now());
        TradeDocument.number(node, "before", value.before());
    }

    private static String operator(Rule rule) {
        return switch (rule) {
            case Rule.All _ -> "all";
            case Rule.Any _ -> "any";
            case Rule.Not _ -> "not";
            case Rule.Compare compare -> compare.comparison().name().toLowerCase(Locale.ROOT);
            case Rule.Cross cross -> "cross_" + cross.direction().name().toLowerCase(Locale.ROOT);
        };
    }
}
