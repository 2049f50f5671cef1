package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.backtest.BitWalk;
import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import io.candlegrid.fastpath.strategy.RuleProgram;
import java.util.Arrays;

/** Keeps the bitsets of the rules of a panel. Not thread-safe. */
final class RuleBits implements SignalScan.Receiver {

    private static final Role[] ROLES = Role.values();

    private final GridPlan plan;
    private final int words;
    private final int stride;
    private final int[] roleAt = new int[ROLES.length];
    private final int[] offsets = new int[ROLES.length];
    private final long[] bits;
    private final long[] stack;

    RuleBits(GridPlan plan, int mostRules) {
        this.plan = plan;
        words = wordsPerRule(plan);
        int at = 0;
        int depth = 1;
        for (Role role : ROLES) {
            RuleProgram program = plan.rules.program(role);
            roleAt[role.ordinal()] = program == null ? BitWalk.NO_RULE : at;
            if (program != null) {
                at += words;
                depth = Math.max(depth, program.depth());
            }
        }
        stride = at;
        bits = new long[Math.multiplyExact(mostRules, stride)];
        stack = new long[depth * OperandTiles.WORDS];
    }

    /** Words of one bitset. */
    static int wordsPerRule(GridPlan plan) {
        return (plan.range.end() + 63) >>> 6;
    }

    @Override
    public boolean accept(Panel panel, int rule, int start, int tileWords) {
        for (Role role : ROLES) {
            RuleProgram program = plan.rules.program(role);
            if (program != null) {
                SignalScan.evaluate(
                        program,
                        panel.pairWords,
                        start,
                        tileWords,
                        stack,
                        panel.definedFrom(role, rule),
                        plan.range.end());
                int at = rule * stride + roleAt[role.ordinal()] + (start >>> 6);
                System.arraycopy(stack, 0, bits, at, tileWords);
            }
        }
        return true;
    }

    long[] bits() {
        return bits;
    }

    /** {@code int[4]} by role: where a rule's bitset begins; overwritten by the next call. */
    int[] offsets(int rule) {
        Arrays.setAll(
                offsets,
                i -> roleAt[i] == BitWalk.NO_RULE ? BitWalk.NO_RULE : rule * stride + roleAt[i]);
        return offsets;
    }
}
