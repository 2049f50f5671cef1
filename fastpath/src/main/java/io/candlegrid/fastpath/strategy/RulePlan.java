package io.candlegrid.fastpath.strategy;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a strategy in terms of distinct operands and distinct pairs of them. Immutable.
 *
 * @param operands every operand of every rule, once
 * @param pairs what is compared with what, once; the smaller operand number is on the left
 * @param programs by {@link Role#ordinal}; null where the strategy has no such rule
 */
public record RulePlan(List<Operand> operands, List<Pair> pairs, @Nullable RuleProgram[] programs) {

    /** What a rule is for. */
    public enum Role {
        LONG_ENTRY,
        LONG_EXIT,
        SHORT_ENTRY,
        SHORT_EXIT
    }

    /** Two operands, by number, left &lt; right or equal. */
    public record Pair(int left, int right) {}

    /** The plan of a strategy's rules. */
    public static RulePlan of(StrategySpec strategy) {
        Compiler compiler = new Compiler();
        @Nullable RuleProgram[] programs = new RuleProgram[Role.values().length];
        SideRules longSide = strategy.longSide();
        if (longSide != null) {
            programs[Role.LONG_ENTRY.ordinal()] = compiler.compile(longSide.entry());
            programs[Role.LONG_EXIT.ordinal()] = compiler.compile(longSide.exit());
        }
        SideRules shortSide = strategy.shortSide();
        if (shortSide != null) {
            programs[Role.SHORT_ENTRY.ordinal()] = compiler.compile(shortSide.entry());
            programs[Role.SHORT_EXIT.ordinal()] = compiler.compile(shortSide.exit());
        }
        return new RulePlan(List.copyOf(compiler.operands), List.copyOf(compiler.pairs), programs);
    }

    /** The program of a role, or null when there is no such rule. */
    public @Nullable RuleProgram program(Role role) {
        return programs[role.ordinal()];
    }

    private static final class Compiler {

        private final List<Operand> operands = new ArrayList<>();
        private final List<Pair> pairs = new ArrayList<>();

        @Nullable RuleProgram compile(@Nullable Rule rule) {
            if (rule == null) {
                return null;
            }
            RuleProgram.Builder builder = new RuleProgram.Builder();
            emit(rule, builder);
            return builder.build();
        }

        private void emit(Rule rule, RuleProgram.Builder builder) {
            switch (rule) {
                case Rule.All(List<Rule> parts) -> {
                    parts.forEach(part -> emit(part, builder));
                    builder.combine(RuleProgram.Op.AND, parts.size());
                }
                case Rule.Any(List<Rule> parts) -> {
                    parts.forEach(part -> emit(part, builder));
                    builder.combine(RuleProgram.Op.OR, parts.size());
                }
                case Rule.Not(Rule part) -> {
                    emit(part, builder);
                    builder.not();
                }
                case Rule.Compare(Rule.Comparison comparison, Operand left, Operand right) -> {
                    RuleProgram.Op op =
                            switch (comparison) {
                                case GT -> RuleProgram.Op.GREATER;
                                case LT -> RuleProgram.Op.LESS;
                                case GTE -> RuleProgram.Op.NOT_LESS;
                                case LTE -> RuleProgram.Op.NOT_GREATER;
                            };
                    leaf(op, left, right, false, builder);
                }
                case Rule.Cross(Rule.CrossDirection direction, Operand left, Operand right) -> {
                    boolean above = direction == Rule.CrossDirection.ABOVE;
                    leaf(
                            above ? RuleProgram.Op.RISES : RuleProgram.Op.FALLS,
                            left,
                            right,
                            true,
                            builder);
                }
            }
        }

        private void leaf(
                RuleProgram.Op op,
                Operand left,
                Operand right,
                boolean looksBack,
                RuleProgram.Builder builder) {
            int a = numberOf(operands, left);
            int b = numberOf(operands, right);
            int pair = numberOf(pairs, new Pair(Math.min(a, b), Math.max(a, b)));
            builder.leaf(a <= b ? op : op.mirrored(), pair);
            builder.operand(a, looksBack);
            builder.operand(b, looksBack);
        }

        private static <T> int numberOf(List<T> list, T element) {
            int number = list.indexOf(element);
            if (number < 0) {
                number = list.size();
                list.add(element);
            }
            return number;
        }
    }
}
