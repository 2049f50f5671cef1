package io.candlegrid.fastpath.marketdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The least and the greatest value of any range of bars of a column of values ≥ 0, in constant
 * time: two overlapping windows of a power of two cover a range (a sparse table, Bender and
 * Farach-Colton 2000), over bars up to 64 of them and over blocks of 64 bars beyond.
 *
 * <pre>
 * level k, bar i     | least of [i, i + 2^k) | greatest of it |     k = 0 … 6
 * level k, block b   the same over blocks, on the heap
 * </pre>
 *
 * Values are compared by their bits, which for doubles ≥ 0 is the order of the values and needs no
 * floating point minimum. Read-only once built; thread-safe.
 */
public final class RangeExtremes {

    /** Bars of a block. */
    public static final int BLOCK = 64;

    private static final int SHIFT = 6;
    private static final int LEVELS = SHIFT + 1;

    private final int bars;
    private final MemorySegment table;
    private final long[][] blockLow;
    private final long[][] blockHigh;

    RangeExtremes(SeriesColumns owner, DoubleColumn column) {
        bars = column.length();
        table = owner.newDoubles(2 * LEVELS * bars).segment();
        for (int i = 0; i < bars; i++) {
            long bits = Double.doubleToRawLongBits(column.get(i));
            set(at(0, i), bits, bits);
        }
        for (int k = 1; k < LEVELS; k++) {
            int half = 1 << (k - 1);
            for (int i = 0; i < bars; i++) {
                long a = at(k - 1, i);
                long b = at(k - 1, Math.min(i + half, bars - 1));
                set(at(k, i), Math.min(get(a), get(b)), Math.max(get(a + 1), get(b + 1)));
            }
        }
        int blocks = bars >>> SHIFT;
        int levels = 1 + levelOf(Math.max(1, blocks));
        // Beyond the last whole block are zeros, looked at without need for short ranges.
        blockLow = new long[levels][blocks + 2];
        blockHigh = new long[levels][blocks + 2];
        for (int b = 0; b < blocks; b++) {
            blockLow[0][b] = get(at(SHIFT, b << SHIFT));
            blockHigh[0][b] = get(at(SHIFT, b << SHIFT) + 1);
        }
        for (int k = 1; k < levels; k++) {
            int half = 1 << (k - 1);
            for (int b = 0; b < blocks; b++) {
                int next = Math.min(b + half, blocks - 1);
                blockLow[k][b] = Math.min(blockLow[k - 1][b], blockLow[k - 1][next]);
                blockHigh[k][b] = Math.max(blockHigh[k - 1][b], blockHigh[k - 1][next]);
            }
        }
    }

    /** The least value of the bars [from, to]. */
    public double low(int from, int to) {
        int level = level(from, to);
        long edges = Math.min(get(at(level, from)), get(at(level, to + 1 - (1 << level))));
        int first = (from >>> SHIFT) + 1;
        int inner = (to >>> SHIFT) - first;
        int k = levelOf(Math.max(1, inner));
        int last = Math.max(first, first + inner - (1 << k));
        long blocks = Math.min(blockLow[k][first], blockLow[k][last]);
        return Double.longBitsToDouble(inner > 0 ? Math.min(edges, blocks) : edges);
    }

    /** The greatest value of the bars [from, to]. */
    public double high(int from, int to) {
        int level = level(from, to);
        long edges = Math.max(get(at(level, from) + 1), get(at(level, to + 1 - (1 << level)) + 1));
        int first = (from >>> SHIFT) + 1;
        int inner = (to >>> SHIFT) - first;
        int k = levelOf(Math.max(1, inner));
        int last = Math.max(first, first + inner - (1 << k));
        long blocks = Math.max(blockHigh[k][first], blockHigh[k][last]);
        return Double.longBitsToDouble(inner > 0 ? Math.max(edges, blocks) : edges);
    }

    /** The last bar of [from, to] that has a value, which must be there. */
    public int lastOf(double value, int from, int to) {
        long wanted = Double.doubleToRawLongBits(value);
        int i = to;
        while (get(at(0, i)) != wanted) {
            i--;
            if (i < from) {
                throw new IllegalArgumentException(
                        "value=" + value + " from=" + from + " to=" + to);
            }
        }
        return i;
    }

    private static int level(int from, int to) {
        return Math.min(SHIFT, levelOf(to - from + 1));
    }

    /** The largest k with 2^k ≤ length. */
    private static int levelOf(int length) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
    }

    /** Index of the pair of a level and bar. */
    private long at(int level, int bar) {
        return 2 * ((long) level * bars + bar);
    }

    private long get(long index) {
        return table.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    private void set(long index, long low, long high) {
        table.setAtIndex(ValueLayout.JAVA_LONG, index, low);
        table.setAtIndex(ValueLayout.JAVA_LONG, index + 1, high);
    }
}
