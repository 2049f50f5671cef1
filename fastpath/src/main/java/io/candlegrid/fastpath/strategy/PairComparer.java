package io.candlegrid.fastpath.strategy;

import io.candlegrid.fastpath.simd.KernelSupport;
import io.candlegrid.fastpath.simd.Kernels;
import java.util.Arrays;

/**
 * Compares operands over a tile, bit for bit as doubles: by their float keys, and where those are
 * equal by the doubles themselves. Rounding to float keeps the order, so unequal keys decide.
 */
public final class PairComparer {

    private static final KernelSupport KERNELS = Kernels.SUPPORT;

    private final long[] equal = new long[OperandTiles.WORDS];

    /** Compares two columns. */
    public void compare(
            OperandTiles tiles, int left, int right, int words, PairWords pairs, int slot) {
        int at = pairs.at(slot);
        int a = left * OperandTiles.BARS;
        int b = right * OperandTiles.BARS;
        float[] keys = tiles.keys();
        boolean ties = false;
        if (KERNELS.greater(keys, a, keys, b, words, pairs.greater, at, pairs.less)
                && KERNELS.order(keys, a, keys, b, words, pairs.greater, at, pairs.less, equal)) {
            double[] values = tiles.values();
            for (int w = 0; w < words; w++) {
                for (long rest = equal[w]; rest != 0; rest &= rest - 1) {
                    int bit = Long.numberOfTrailingZeros(rest);
                    int bar = w * KernelSupport.WORD + bit;
                    ties |= decide(values[a + bar], values[b + bar], pairs, at + w, bit);
                }
            }
        }
        pairs.ties[slot] = ties;
    }

    /** Compares a column with a constant. */
    public void compare(
            OperandTiles tiles, int left, double right, int words, PairWords pairs, int slot) {
        int at = pairs.at(slot);
        int a = left * OperandTiles.BARS;
        float[] keys = tiles.keys();
        float key = (float) right + 0.0f;
        boolean ties = false;
        if (KERNELS.greaterConstant(keys, a, key, words, pairs.greater, at, pairs.less)
                && KERNELS.orderConstant(
                        keys, a, key, words, pairs.greater, at, pairs.less, equal)) {
            double[] values = tiles.values();
            for (int w = 0; w < words; w++) {
                for (long rest = equal[w]; rest != 0; rest &= rest - 1) {
                    int bit = Long.numberOfTrailingZeros(rest);
                    int bar = w * KernelSupport.WORD + bit;
                    ties |= decide(values[a + bar], right, pairs, at + w, bit);
                }
            }
        }
        pairs.ties[slot] = ties;
    }

    /** Exchanges the sides of what was compared. */
    public static void exchange(PairWords pairs, int slot, int words) {
        int at = pairs.at(slot);
        for (int w = at; w < at + words; w++) {
            long word = pairs.greater[w];
            pairs.greater[w] = pairs.less[w];
            pairs.less[w] = word;
        }
    }

    /** Compares two constants. */
    public static void compare(double left, double right, int words, PairWords pairs, int slot) {
        int at = pairs.at(slot);
        Arrays.fill(pairs.greater, at, at + words, left > right ? -1L : 0);
        Arrays.fill(pairs.less, at, at + words, left < right ? -1L : 0);
        pairs.ties[slot] = left == right;
    }

    /** Sets what the pair was a bar before the tile. */
    public static void before(double left, double right, PairWords pairs, int slot) {
        pairs.greaterBefore[slot] = left > right;
        pairs.lessBefore[slot] = left < right;
    }

    private static boolean decide(double x, double y, PairWords pairs, int word, int bit) {
        if (x > y) {
            pairs.greater[word] |= 1L << bit;
        } else if (x < y) {
            pairs.less[word] |= 1L << bit;
        } else {
            return true;
        }
        return false;
    }
}
