package io.candlegrid.fastpath.strategy;

import io.candlegrid.fastpath.strategy.RuleProgram.Op;
import java.util.Arrays;

/**
 * The words of compared pairs for the tile at hand: {@code greater}, {@code less} and what both
 * were a bar before the tile. Slots are filled by {@link PairComparer}, {@link #use} says which
 * slot holds the pair of a program. Not thread-safe.
 */
public final class PairWords {

    private final int stride;
    private final int[] slots;
    long[] greater;
    long[] less;
    boolean[] greaterBefore;
    boolean[] lessBefore;
    boolean[] ties;

    /**
     * @param pairs pairs of the plan
     * @param stride words of a full tile
     */
    public PairWords(int pairs, int stride, int slots) {
        this.stride = stride;
        this.slots = new int[pairs];
        greater = new long[slots * stride];
        less = new long[slots * stride];
        greaterBefore = new boolean[slots];
        lessBefore = new boolean[slots];
        ties = new boolean[slots];
    }

    /** Makes room for more slots. */
    public void ensure(int count) {
        if (count > ties.length) {
            int size = Math.max(count, 2 * ties.length);
            greater = Arrays.copyOf(greater, size * stride);
            less = Arrays.copyOf(less, size * stride);
            greaterBefore = Arrays.copyOf(greaterBefore, size);
            lessBefore = Arrays.copyOf(lessBefore, size);
            ties = Arrays.copyOf(ties, size);
        }
    }

    /** From now on a pair of the plan is in a slot. */
    public void use(int pair, int slot) {
        slots[pair] = slot;
    }

    /** The slot of a pair of the plan. */
    public int slot(int pair) {
        return slots[pair];
    }

    /** Offset of a slot's first word. */
    int at(int slot) {
        return slot * stride;
    }

    /**
     * Whether one side is above the other on every bar of the tile and the one before, so that
     * rising above and falling below take turns.
     */
    public boolean takesTurns(int slot) {
        return !ties[slot] && (greaterBefore[slot] || lessBefore[slot]);
    }

    /** Whether the left side is greater on a bar of the tile. */
    public boolean isGreater(int slot, int bar) {
        return ((greater[slot * stride + (bar >>> 6)] >>> bar) & 1) != 0;
    }

    void write(Op op, int pair, int words, long[] target, int at) {
        int slot = slots[pair];
        int from = at(slot);
        switch (op) {
            case GREATER -> System.arraycopy(greater, from, target, at, words);
            case LESS -> System.arraycopy(less, from, target, at, words);
            case NOT_GREATER -> writeInverse(greater, from, words, target, at);
            case NOT_LESS -> writeInverse(less, from, words, target, at);
            case RISES -> writeRising(greater, from, greaterBefore[slot], words, target, at);
            case FALLS -> writeRising(less, from, lessBefore[slot], words, target, at);
            case AND, OR, NOT -> throw new IllegalArgumentException("op=" + op);
        }
    }

    /**
     * Writes where a pair's order changes in a tile without ties, in which entries and exits of a
     * pair of opposite crosses take turns.
     */
    public void writeTurns(int slot, int words, long[] target, int at) {
        int from = at(slot);
        long carry = greaterBefore[slot] ? 1 : 0;
        for (int w = 0; w < words; w++) {
            long word = greater[from + w];
            target[at + w] = word ^ ((word << 1) | carry);
            carry = word >>> 63;
        }
    }

    private static void writeInverse(long[] source, int from, int words, long[] target, int at) {
        for (int w = 0; w < words; w++) {
            target[at + w] = ~source[from + w];
        }
    }

    private static void writeRising(
            long[] source, int from, boolean before, int words, long[] target, int at) {
        long carry = before ? 1 : 0;
        for (int w = 0; w < words; w++) {
            long word = source[from + w];
            target[at + w] = word & ~((word << 1) | carry);
            carry = word >>> 63;
        }
    }
}
