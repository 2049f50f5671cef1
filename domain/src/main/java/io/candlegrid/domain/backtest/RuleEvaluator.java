package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import java.util.List;

/** Whether rules hold at a bar. A rule with an undefined operand anywhere in it does not. */
public final class RuleEvaluator {

    private final OperandValues values;

    public RuleEvaluator(OperandValues values) {
        this.values = values;
    }

    /** Whether every operand is defined and the rule holds. */
    public boolean isTrue(Rule rule, int bar) {
        return isDefined(rule, bar) && holds(rule, bar);
    }

    /** Whether every operand in the rule is defined, for crosses also at the bar before. */
    public boolean isDefined(Rule rule, int bar) {
        return switch (rule) {
            case Rule.All(List<Rule> parts) -> parts.stream().allMatch(p -> isDefined(p, bar));
            case Rule.Any(List<Rule> parts) -> parts.stream().allMatch(p -> isDefined(p, bar));
            case Rule.Not(Rule part) -> isDefined(part, bar);
            case Rule.Compare compare ->
                    isDefined(compare.left(), bar) && isDefined(compare.right(), bar);
            case Rule.Cross cross ->
                    bar > 0
                            && isDefined(cross.left(), bar)
                            && isDefined(cross.right(), bar)
                            && isDefined(cross.left(), bar - 1)
                            && isDefined(cross.right(), bar - 1);
        };
    }

    private boolean isDefined(Operand operand, int bar) {
        return !Double.isNaN(values.at(operand, bar));
    }

    private boolean holds(Rule rule, int bar) {
        return switch (rule) {
            case Rule.All(List<Rule> parts) -> parts.stream().allMatch(p -> holds(p, bar));
            case Rule.Any(List<Rule> parts) -> parts.stream().anyMatch(p -> holds(p, bar));
            case Rule.Not(Rule part) -> !holds(part, bar);
            case Rule.Compare(Rule.Comparison comparison, Operand left, Operand right) ->
                    compare(comparison, values.at(left, bar), values.at(right, bar));
            case Rule.Cross(Rule.CrossDirection direction, Operand left, Operand right) ->
                    crosses(
                            direction,
                            values.at(left, bar - 1),
                            values.at(right, bar - 1),
                            values.at(left, bar),
                            values.at(right, bar));
        };
    }

    private static boolean compare(Rule.Comparison comparison, double left, double right) {
        return switch (comparison) {
            case GT -> left > right;
            case LT -> left < right;
            case GTE -> left >= right;
            case LTE -> left <= right;
        };
    }

    private static boolean crosses(
            Rule.CrossDirection direction,
            double leftBefore,
            double rightBefore,
            double left,
            double right) {
        return switch (direction) {
            case ABOVE -> leftBefore <= rightBefore && left > right;
            case BELOW -> leftBefore >= rightBefore && left < right;
        };
    }
}
