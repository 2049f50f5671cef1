package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.backtest.BitWalk;
import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import io.candlegrid.fastpath.strategy.RuleProgram;

/** Keeps the bitsets of the rules of a batch. Not thread-safe. */
abstract class RuleBits implements SignalWalk {

    private static final Role[] ROLES = Role.values();
    private static final long MOST_BYTES = 1L << 25;

    private final GridPlan plan;
    private final int words;
    private final int stride;
    private final int[] roleAt = new int[ROLES.length];
    private final int[] offsets = new int[ROLES.length];
    private final long[] bits;
    private final long[] stack;
    private final int mostRules;

    /**
     * @param most rules of a batch, fewer when they take too much
     */
    RuleBits(GridPlan plan, int most) {
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
        mostRules = Math.clamp(MOST_BYTES / Long.BYTES / stride, 1, most);
        bits = new long[Math.multiplyExact(mostRules, stride)];
        stack = new long[depth * OperandTiles.WORDS];
    }

    /** Bytes that are kept at most. */
    static long bytes(GridPlan plan) {
        return MOST_BYTES + (long) ROLES.length * wordsPerRule(plan) * Long.BYTES;
    }

    /** Words of one bitset. */
    private static int wordsPerRule(GridPlan plan) {
        return (plan.range.end() + 63) >>> 6;
    }

    @Override
    public boolean accept(Panel panel, int rule, int place, int start, int tileWords) {
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
                int at = place * stride + roleAt[role.ordinal()] + (start >>> 6);
                System.arraycopy(stack, 0, bits, at, tileWords);
            }
        }
        return true;
    }

    final long[] bits() {
        return bits;
    }

    @Override
    public int mostRules() {
        return mostRules;
    }

    @Override
    public void clear(int rules) {
        // Every word of a batch is written.
    }

    /** {@code int[4]} by role: where the bitset of the rule at a place of the scan begins. */
    final int[] offsets(int place) {
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] =
                    roleAt[i] == BitWalk.NO_RULE ? BitWalk.NO_RULE : place * stride + roleAt[i];
        }
        return offsets;
    }
}
