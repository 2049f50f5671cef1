package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import java.util.List;

/**
 * Whether a rule holds at a bar, with all its parts: what {@link RuleEvaluator}, which the engine
 * asks, says of each of them.
 *
 * @param defined whether every operand in it has a value, for crosses also at the bar before
 * @param holds whether it is defined and true
 * @param parts of all, any and not
 * @param operands left and right of a comparison or a cross
 */
public record RuleTruth(
        Rule rule, boolean defined, boolean holds, List<RuleTruth> parts, List<Value> operands) {

    /**
     * An operand at the bar and at the one before; NaN where undefined.
     *
     * @param before NaN for a comparison, which does not look at it
     */
    public record Value(Operand operand, double now, double before) {}

    static RuleTruth of(Rule rule, int bar, RuleEvaluator evaluator, OperandValues values) {
        List<Rule> parts =
                switch (rule) {
                    case Rule.All(List<Rule> all) -> all;
                    case Rule.Any(List<Rule> any) -> any;
                    case Rule.Not(Rule part) -> List.of(part);
                    case Rule.Compare _, Rule.Cross _ -> List.of();
                };
        List<Value> operands =
                switch (rule) {
                    case Rule.Compare compare ->
                            List.of(
                                    value(compare.left(), bar, false, values),
                                    value(compare.right(), bar, false, values));
                    case Rule.Cross cross ->
                            List.of(
                                    value(cross.left(), bar, true, values),
                                    value(cross.right(), bar, true, values));
                    default -> List.of();
                };
        return new RuleTruth(
                rule,
                evaluator.isDefined(rule, bar),
                evaluator.isTrue(rule, bar),
                parts.stream().map(part -> of(part, bar, evaluator, values)).toList(),
                operands);
    }

    static Value value(Operand operand, int bar, boolean cross, OperandValues values) {
        return new Value(
                operand, values.at(operand, bar), cross ? values.at(operand, bar - 1) : Double.NaN);
    }
}
