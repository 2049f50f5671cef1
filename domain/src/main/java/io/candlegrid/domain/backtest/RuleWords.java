package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Says in words why a rule does not hold at a bar, or that it does. */
final class RuleWords {

    private static final int MOST_REASONS = 3;

    private RuleWords() {}

    /** Why a rule that does not hold does not: its operands without a value, or what is false. */
    static String whyNot(RuleTruth truth) {
        if (!truth.defined()) {
            List<String> missing = new ArrayList<>();
            missing(truth, missing);
            return list(missing.stream().distinct().toList(), "and")
                    + (missing.stream().distinct().count() == 1 ? " has" : " have")
                    + " no value yet";
        }
        return switch (truth.rule()) {
            case Rule.All _ ->
                    list(
                            truth.parts().stream()
                                    .filter(part -> !part.holds())
                                    .map(RuleWords::whyNot)
                                    .toList(),
                            "and");
            case Rule.Any _ ->
                    truth.parts().isEmpty()
                            ? "there is nothing in it that could be true"
                            : list(truth.parts().stream().map(RuleWords::whyNot).toList(), "and");
            case Rule.Not _ -> "what it negates is true: " + why(truth.parts().getFirst());
            case Rule.Compare(Rule.Comparison comparison, Operand _, Operand _) ->
                    pair(truth, "is not " + words(comparison));
            case Rule.Cross(Rule.CrossDirection direction, Operand _, Operand _) ->
                    noCross(truth, direction);
        };
    }

    /** What makes a rule hold that does. */
    static String why(RuleTruth truth) {
        return switch (truth.rule()) {
            case Rule.All _ ->
                    truth.parts().isEmpty()
                            ? "nothing is asked for"
                            : list(truth.parts().stream().map(RuleWords::why).toList(), "and");
            case Rule.Any _ ->
                    list(
                            truth.parts().stream()
                                    .filter(RuleTruth::holds)
                                    .map(RuleWords::why)
                                    .toList(),
                            "and");
            case Rule.Not _ -> "not (" + whyNot(truth.parts().getFirst()) + ")";
            case Rule.Compare(Rule.Comparison comparison, Operand _, Operand _) ->
                    pair(truth, "is " + words(comparison));
            case Rule.Cross(Rule.CrossDirection direction, Operand _, Operand _) ->
                    pair(truth, "crossed " + words(direction));
        };
    }

    private static String noCross(RuleTruth truth, Rule.CrossDirection direction) {
        double now = truth.operands().get(0).now();
        double other = truth.operands().get(1).now();
        boolean beyond = direction == Rule.CrossDirection.ABOVE ? now > other : now < other;
        if (!beyond) {
            return pair(truth, "is not " + words(direction));
        }
        return pair(truth, "is " + words(direction))
                + ", but was so at the bar before ("
                + number(truth.operands().get(0).before())
                + " and "
                + number(truth.operands().get(1).before())
                + ")";
    }

    /** Operands without a value, those that a cross misses at the bar before included. */
    private static void missing(RuleTruth truth, List<String> names) {
        truth.parts().forEach(part -> missing(part, names));
        boolean cross = truth.rule() instanceof Rule.Cross;
        for (RuleTruth.Value value : truth.operands()) {
            if (Double.isNaN(value.now())) {
                names.add(name(value.operand()));
            } else if (cross && Double.isNaN(value.before())) {
                names.add(name(value.operand()) + " at the bar before");
            }
        }
    }

    private static String pair(RuleTruth truth, String relation) {
        RuleTruth.Value left = truth.operands().get(0);
        RuleTruth.Value right = truth.operands().get(1);
        return valued(left) + " " + relation + " " + valued(right);
    }

    private static String valued(RuleTruth.Value value) {
        return value.operand() instanceof Operand.Literal
                ? number(value.now())
                : name(value.operand()) + " " + number(value.now());
    }

    /** An operand as it is written in a strategy. */
    static String name(Operand operand) {
        return switch (operand) {
            case Operand.IndicatorOutput(String indicator, String output) ->
                    output.equals("value") ? indicator : indicator + "." + output;
            case Operand.Price price -> price.source().label();
            case Operand.Literal(double value) -> number(value);
            case Operand.NamedConstant(String constant) -> constant;
        };
    }

    /** A number to read: eight digits at most. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(8))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String words(Rule.Comparison comparison) {
        return switch (comparison) {
            case GT -> "above";
            case LT -> "below";
            case GTE -> "at or above";
            case LTE -> "at or below";
        };
    }

    private static String words(Rule.CrossDirection direction) {
        return direction == Rule.CrossDirection.ABOVE ? "above" : "below";
    }

    private static String list(List<String> reasons, String word) {
        if (reasons.size() > MOST_REASONS) {
            return String.join(", ", reasons.subList(0, MOST_REASONS))
                    + " "
                    + word
                    + " "
                    + (reasons.size() - MOST_REASONS)
                    + " more";
        }
        if (reasons.size() < 2) {
            return String.join("", reasons);
        }
        return String.join(", ", reasons.subList(0, reasons.size() - 1))
                + " "
                + word
                + " "
                + reasons.getLast();
    }
}
