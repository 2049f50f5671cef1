package io.candlegrid.fastpath.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule in postfix form over the words of compared pairs. Where an operand is undefined its bits
 * mean nothing; the caller masks everything before the first bar on which all operands are defined.
 * Immutable.
 */
public final class RuleProgram {

    /** What a step does. */
    public enum Op {
        GREATER,
        LESS,
        NOT_GREATER,
        NOT_LESS,
        /** Greater now, not greater a bar ago. */
        RISES,
        /** Less now, not less a bar ago. */
        FALLS,
        AND,
        OR,
        NOT;

        /** The same of a pair whose sides are exchanged. */
        Op mirrored() {
            return switch (this) {
                case GREATER -> LESS;
                case LESS -> GREATER;
                case NOT_GREATER -> NOT_LESS;
                case NOT_LESS -> NOT_GREATER;
                case RISES -> FALLS;
                case FALLS -> RISES;
                case AND, OR, NOT -> this;
            };
        }
    }

    /**
     * A step: a leaf pushes, AND and OR combine the topmost {@code argument} results, NOT inverts
     * the topmost.
     *
     * @param argument number of the pair of a leaf; number of results to combine
     */
    record Step(Op op, int argument) {}

    private final Step[] steps;
    private final int[] operands;
    private final boolean[] looksBack;
    private final int depth;

    private RuleProgram(Step[] steps, int[] operands, boolean[] looksBack, int depth) {
        this.steps = steps;
        this.operands = operands;
        this.looksBack = looksBack;
        this.depth = depth;
    }

    /** Most results on the stack at a time. */
    public int depth() {
        return depth;
    }

    /** Numbers of the operands that are read. */
    public int operandCount() {
        return operands.length;
    }

    public int operand(int i) {
        return operands[i];
    }

    /** Whether an operand is also read a bar ago. */
    public boolean looksBack(int i) {
        return looksBack[i];
    }

    /** The only step's operation with this pair, when the program is one leaf. */
    public boolean isOnly(Op op, int pair) {
        return steps.length == 1 && steps[0].op() == op && steps[0].argument() == pair;
    }

    /** The pair of the first step, which is always a leaf. */
    public int firstPair() {
        return steps[0].argument();
    }

    /**
     * Evaluates the program over a tile.
     *
     * @param pairs the compared pairs
     * @param words words of the tile
     * @param stack {@code long[depth · stride]}; the result is left in the first words
     * @param stride words between results
     */
    public void evaluate(PairWords pairs, int words, long[] stack, int stride) {
        int top = 0;
        for (Step step : steps) {
            switch (step.op()) {
                case AND -> top = and(stack, top, step.argument(), words, stride);
                case OR -> top = or(stack, top, step.argument(), words, stride);
                case NOT -> invert(stack, top - stride, words);
                case GREATER, LESS, NOT_GREATER, NOT_LESS, RISES, FALLS -> {
                    pairs.write(step.op(), step.argument(), words, stack, top);
                    top += stride;
                }
            }
        }
    }

    private static int and(long[] stack, int top, int count, int words, int stride) {
        int target = top - count * stride;
        for (int other = target + stride; other < top; other += stride) {
            for (int w = 0; w < words; w++) {
                stack[target + w] &= stack[other + w];
            }
        }
        return target + stride;
    }

    private static int or(long[] stack, int top, int count, int words, int stride) {
        int target = top - count * stride;
        for (int other = target + stride; other < top; other += stride) {
            for (int w = 0; w < words; w++) {
                stack[target + w] |= stack[other + w];
            }
        }
        return target + stride;
    }

    private static void invert(long[] stack, int at, int words) {
        for (int w = at; w < at + words; w++) {
            stack[w] = ~stack[w];
        }
    }

    static final class Builder {

        private final List<Step> steps = new ArrayList<>();
        private final SortedMap<Integer, Boolean> operands = new TreeMap<>();
        private int top;
        private int depth;

        void leaf(Op op, int pair) {
            steps.add(new Step(op, pair));
            top++;
            depth = Math.max(depth, top);
        }

        void operand(int number, boolean looksBack) {
            operands.merge(number, looksBack, Boolean::logicalOr);
        }

        void combine(Op op, int count) {
            if (count < 1) {
                throw new IllegalArgumentException("op=" + op + " count=" + count);
            }
            steps.add(new Step(op, count));
            top -= count - 1;
        }

        void not() {
            steps.add(new Step(Op.NOT, 1));
        }

        RuleProgram build() {
            int[] numbers = new int[operands.size()];
            boolean[] back = new boolean[numbers.length];
            int i = 0;
            for (var entry : operands.entrySet()) {
                numbers[i] = entry.getKey();
                back[i++] = entry.getValue();
            }
            return new RuleProgram(steps.toArray(Step[]::new), numbers, back, depth);
        }
    }
}
