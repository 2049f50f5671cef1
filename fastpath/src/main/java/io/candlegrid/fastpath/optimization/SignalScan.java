package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.PairWords;
import io.candlegrid.fastpath.strategy.RuleProgram;
import java.util.Arrays;

/**
 * Evaluates the rules of a panel, tile by tile over all bars, and hands the words of each rule to a
 * receiver. Not thread-safe.
 */
final class SignalScan {

    private static final int NOTHING = -1;

    private final GridPlan plan;
    private final int[] current;
    private final int[] currentLeft;
    private final int[] currentRight;

    /** Takes the words of one rule and tile. */
    interface Receiver {

        /**
         * All pairs of the rule are compared for the tile.
         *
         * @param place how many rules of the scan come before it
         * @param start first bar of the tile
         * @return false to end the scan
         */
        boolean accept(Panel panel, int rule, int place, int start, int words);
    }

    SignalScan(GridPlan plan) {
        this.plan = plan;
        current = new int[plan.slots.length];
        currentLeft = new int[plan.streamingPair.length];
        currentRight = new int[plan.streamingPair.length];
    }

    /**
     * Scans the rules at the places [from, to) of the panel's order.
     *
     * @return false when the receiver ended it
     */
    boolean scan(Panel panel, int from, int to, Receiver receiver) {
        int end = plan.range.end();
        for (int start = 0; start < end; start += OperandTiles.BARS) {
            int count = Math.min(OperandTiles.BARS, end - start);
            int words = (count + 63) >>> 6;
            panel.instances.fillResidents(start, count);
            panel.compareResidentPairs(words);
            Arrays.fill(current, NOTHING);
            Arrays.fill(currentLeft, NOTHING);
            for (int i = from; i < to; i++) {
                int rule = panel.ordered(i);
                stream(panel, rule, start, count);
                compare(panel, rule, words);
                if (!receiver.accept(panel, rule, i - from, start, words)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void stream(Panel panel, int rule, int start, int count) {
        for (int s = 0; s < current.length; s++) {
            if (plan.streaming[s]) {
                int instance = panel.instanceOf(s, rule);
                if (instance != current[s]) {
                    panel.instances.fill(instance, start, count);
                    current[s] = instance;
                }
            }
        }
    }

    private void compare(Panel panel, int rule, int words) {
        PairWords pairs = panel.pairWords;
        for (int p = 0; p < currentLeft.length; p++) {
            int slot = panel.pairOf(p, rule);
            pairs.use(p, slot);
            if (plan.streamingPair[p]) {
                int left = panel.instanceOf(plan.pairLeft[p], rule);
                int right = panel.instanceOf(plan.pairRight[p], rule);
                if (left != currentLeft[p] || right != currentRight[p]) {
                    panel.instances.compare(left, right, words, pairs, slot);
                    currentLeft[p] = left;
                    currentRight[p] = right;
                }
            }
        }
    }

    /**
     * Evaluates a rule over the tile at hand into the first words of the stack; bars on which it is
     * not defined and bars before {@code from} or from {@code end} on are false.
     */
    static void evaluate(
            RuleProgram program,
            PairWords pairs,
            int start,
            int words,
            long[] stack,
            int from,
            int end) {
        program.evaluate(pairs, words, stack, OperandTiles.WORDS);
        mask(stack, start, words, from, end);
    }

    /** Clears the bits of bars outside [from, end). */
    static void mask(long[] target, int start, int words, int from, int end) {
        if (from > start) {
            int undefined = Math.min(from - start, words * 64);
            Arrays.fill(target, 0, undefined >>> 6, 0);
            if (undefined < words * 64) {
                target[undefined >>> 6] &= -1L << undefined;
            }
        }
        int tail = start + words * 64 - end;
        if (tail > 0) {
            target[words - 1] &= -1L >>> tail;
        }
    }
}
