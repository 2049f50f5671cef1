package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Whether rules hold at a bar. A rule with an undefined operand anywhere in it does not. Not
 * thread-safe.
 */
public final class RuleEvaluator {

    private final OperandValues values;
    private final IdentityHashMap<Rule, Condition> bound = new IdentityHashMap<>();

    public RuleEvaluator(OperandValues values) {
        this.values = values;
    }

    /** A rule whose operands were looked up. */
    private interface Condition {

        /** Whether every operand is defined, for crosses also at the bar before. */
        boolean isDefined(int bar);

        /** Whether the rule holds, its operands being defined. */
        boolean holds(int bar);
    }

    /** Whether every operand is defined and the rule holds. */
    public boolean isTrue(Rule rule, int bar) {
        Condition condition = bound.computeIfAbsent(rule, this::bind);
        return condition.isDefined(bar) && condition.holds(bar);
    }

    /** Whether every operand in the rule is defined, for crosses also at the bar before. */
    public boolean isDefined(Rule rule, int bar) {
        return bound.computeIfAbsent(rule, this::bind).isDefined(bar);
    }

    private Condition bind(Rule rule) {
        return switch (rule) {
            case Rule.All(List<Rule> parts) -> new Group(bind(parts), true);
            case Rule.Any(List<Rule> parts) -> new Group(bind(parts), false);
            case Rule.Not(Rule part) -> new Opposite(bind(part));
            case Rule.Compare(Rule.Comparison comparison, Operand left, Operand right) ->
                    new Comparing(comparison, values.column(left), values.column(right));
            case Rule.Cross(Rule.CrossDirection direction, Operand left, Operand right) ->
                    new Crossing(direction, values.column(left), values.column(right));
        };
    }

    private List<Condition> bind(List<Rule> parts) {
        return parts.stream().map(this::bind).toList();
    }

    /** True when all parts are, or when any is. */
    private record Group(List<Condition> parts, boolean all) implements Condition {

        @Override
        public boolean isDefined(int bar) {
            for (Condition part : parts) {
                if (!part.isDefined(bar)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean holds(int bar) {
            for (Condition part : parts) {
                if (part.holds(bar) != all) {
                    return !all;
                }
            }
            return all;
        }
    }

    private record Opposite(Condition part) implements Condition {

        @Override
        public boolean isDefined(int bar) {
            return part.isDefined(bar);
        }

        @Override
        public boolean holds(int bar) {
            return !part.holds(bar);
        }
    }

    private record Comparing(
            Rule.Comparison comparison, OperandValues.Column left, OperandValues.Column right)
            implements Condition {

        @Override
        public boolean isDefined(int bar) {
            return left.isDefined(bar) && right.isDefined(bar);
        }

        @Override
        public boolean holds(int bar) {
            double a = left.at(bar);
            double b = right.at(bar);
            return switch (comparison) {
                case GT -> a > b;
                case LT -> a < b;
                case GTE -> a >= b;
                case LTE -> a <= b;
            };
        }
    }

    private record Crossing(
            Rule.CrossDirection direction, OperandValues.Column left, OperandValues.Column right)
            implements Condition {

        @Override
        public boolean isDefined(int bar) {
            return bar > 0
                    && left.isDefined(bar - 1)
                    && right.isDefined(bar - 1)
                    && left.isDefined(bar)
                    && right.isDefined(bar);
        }

        @Override
        public boolean holds(int bar) {
            double before = left.at(bar - 1);
            double otherBefore = right.at(bar - 1);
            double now = left.at(bar);
            double other = right.at(bar);
            return switch (direction) {
                case ABOVE -> before <= otherBefore && now > other;
                case BELOW -> before >= otherBefore && now < other;
            };
        }
    }
}
