package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in sentences what the engine did in a bar, and why it did not do more. Used once. */
final class BarExplanation {

    private final StrategySpec spec;
    private final InspectedBar bar;
    private final List<String> sentences = new ArrayList<>();

    private BarExplanation(StrategySpec spec, InspectedBar bar) {
        this.spec = spec;
        this.bar = bar;
    }

    static List<String> of(StrategySpec spec, InspectedBar bar) {
        BarExplanation explanation = new BarExplanation(spec, bar);
        explanation.explain();
        return explanation.sentences;
    }

    private void explain() {
        if (!bar.traded()) {
            say("This bar is before the range: it feeds indicators only, nothing is traded.");
            return;
        }
        if (bar.endedBefore()) {
            say("Nothing was left before this bar: trading had ended.");
            return;
        }
        bar.events().forEach(this::event);
        if (bar.events().stream().noneMatch(BarEvent.Ended.class::isInstance)) {
            decisions();
        }
    }

    private void event(BarEvent event) {
        switch (event) {
            case BarEvent.Funding(double payment) -> {
                if (payment != 0) {
                    say(
                            "Funding of %s was %s."
                                    .formatted(
                                            number(Math.abs(payment)),
                                            payment > 0 ? "paid" : "received"));
                }
            }
            case BarEvent.Touched touched -> touched(touched);
            case BarEvent.Exited(BarMoment moment, Trade trade) -> exited(moment, trade);
            case BarEvent.Entered(
                            BarMoment moment,
                            PositionSide side,
                            double price,
                            double quantity) ->
                    say(
                            "%s: %s %s at %s%s."
                                    .formatted(
                                            place(moment),
                                            side == PositionSide.LONG ? "bought" : "sold short",
                                            number(quantity),
                                            number(price),
                                            reason(moment, side, true)));
            case BarEvent.EntrySkipped(BarMoment moment, PositionSide side) ->
                    say(
                            "%s: the %s entry%s was skipped, as no quantity could be ordered: the equity or the lot rules leave none."
                                    .formatted(
                                            place(moment),
                                            side.label(),
                                            reason(moment, side, true)));
            case BarEvent.Ordered ordered -> ordered(ordered);
            case BarEvent.Ended _ -> say("Nothing is left: trading ends for good.");
        }
    }

    private void touched(BarEvent.Touched touched) {
        if (touched.ambiguous()) {
            say(
                    "Both the take-profit at %s and an adverse level were within the bar; the policy %s takes the %s."
                            .formatted(
                                    number(touched.levels().takeProfit()),
                                    spec.execution().intrabar().name().toLowerCase(Locale.ROOT),
                                    words(touched.reason())));
        }
    }

    private void exited(BarMoment moment, Trade trade) {
        String how =
                switch (trade.exitReason()) {
                    case SIGNAL, REVERSAL -> reason(moment, trade.side(), false);
                    case MAX_BARS ->
                            ", held for the longest time of " + spec.stops().maxBars() + " bars";
                    case LIQUIDATION -> ", liquidated";
                    default -> ", by its " + words(trade.exitReason());
                };
        say(
                "%s: the %s position of %s was left at %s%s; it brought %s."
                        .formatted(
                                place(moment),
                                trade.side().label(),
                                Instant.ofEpochMilli(trade.entryTsOpenMillis()),
                                number(trade.exitPrice()),
                                how,
                                number(trade.pnl())));
    }

    private void ordered(BarEvent.Ordered ordered) {
        ExitReason exit = ordered.exit();
        PositionSide entry = ordered.entry();
        String end =
                ordered.expires()
                        ? "but the range has no next bar: the order expires."
                        : "to fill at the next open.";
        if (exit != null) {
            PositionSide side = side();
            String why =
                    exit == ExitReason.MAX_BARS
                            ? ", held for the longest time of " + spec.stops().maxBars() + " bars"
                            : side == null ? "" : because(side, false);
            say("At the close an exit was ordered%s, %s".formatted(why, end));
        }
        if (entry != null) {
            say(
                    "At the close a %s entry was ordered%s, %s"
                            .formatted(entry.label(), because(entry, true), end));
        }
    }

    /** What the rules of the close did not do. */
    private void decisions() {
        PositionSide held = side();
        ExitReason left = leftAtClose();
        if (held != null && left == null) {
            RuleTruth exit = bar.rule(held, false);
            say(
                    "In a %s position at the close: entries are not looked at. %s"
                            .formatted(
                                    held.label(),
                                    exit == null
                                            ? "It has no exit rule: stops end it."
                                            : "No exit: " + RuleWords.whyNot(exit) + "."));
            return;
        }
        if (enteredAtClose()) {
            return;
        }
        for (PositionSide side : PositionSide.values()) {
            RuleTruth entry = bar.rule(side, true);
            if (entry != null && side == held) {
                say(
                        "No %s entry: after a signal or the longest holding only the other side may enter."
                                .formatted(side.label()));
            } else if (entry != null) {
                say("No %s entry: %s.".formatted(side.label(), RuleWords.whyNot(entry)));
            }
        }
    }

    /** The side held when the rules of the close were looked at; null when flat. */
    private @Nullable PositionSide side() {
        InspectedBar.Held before = bar.position();
        PositionSide side = before == null ? null : before.side();
        for (BarEvent event : bar.events()) {
            switch (event) {
                case BarEvent.Exited(BarMoment moment, Trade trade)
                        when moment != BarMoment.CLOSE ->
                        side = null;
                case BarEvent.Entered entered when entered.moment() == BarMoment.OPEN ->
                        side = entered.side();
                default -> {}
            }
        }
        return side;
    }

    private @Nullable ExitReason leftAtClose() {
        for (BarEvent event : bar.events()) {
            if (event instanceof BarEvent.Exited(BarMoment moment, Trade trade)
                    && moment == BarMoment.CLOSE) {
                return trade.exitReason();
            }
            if (event instanceof BarEvent.Ordered ordered && ordered.exit() != null) {
                return ordered.exit();
            }
        }
        return null;
    }

    private boolean enteredAtClose() {
        return bar.events().stream()
                .anyMatch(event ->
                        switch (event) {
                            case BarEvent.Entered entered -> entered.moment() == BarMoment.CLOSE;
                            case BarEvent.EntrySkipped skipped ->
                                    skipped.moment() == BarMoment.CLOSE;
                            case BarEvent.Ordered ordered -> ordered.entry() != null;
                            default -> false;
                        });
    }

    private String reason(BarMoment moment, PositionSide side, boolean entry) {
        return moment == BarMoment.OPEN ? ", as ordered at the close before" : because(side, entry);
    }

    private String because(PositionSide side, boolean entry) {
        RuleTruth rule = bar.rule(side, entry);
        return rule == null || !rule.holds() ? "" : ", as " + RuleWords.why(rule);
    }

    private static String place(BarMoment moment) {
        return switch (moment) {
            case OPEN -> "At the open";
            case INSIDE -> "Within the bar";
            case CLOSE -> "At the close";
        };
    }

    private static String words(ExitReason reason) {
        return switch (reason) {
            case STOP_LOSS -> "stop-loss";
            case TAKE_PROFIT -> "take-profit";
            case TRAILING -> "trailing stop";
            case LIQUIDATION -> "liquidation";
            default -> reason.label();
        };
    }

    private static String number(double value) {
        return RuleWords.number(value);
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }
}
