package io.candlegrid.fastpath.marketdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The first bar of a column of values ≥ 0 that reaches a level, without visiting most bars:
 * extremes of blocks of 64 bars, and of 64 blocks, tell where it can't be. Values are compared by
 * their bits, which for doubles ≥ 0 is the order of the values. Read-only once built; thread-safe.
 */
public final class PriceExtremes {

    private static final int SHIFT = 6;
    private static final int MASK = 63;

    private final int bars;
    private final MemorySegment values;
    private final long[] blockLow;
    private final long[] blockHigh;
    private final long[] superLow;
    private final long[] superHigh;
    private final double lowest;
    private final double highest;

    PriceExtremes(DoubleColumn column) {
        bars = column.length();
        values = column.segment();
        int blocks = (bars + MASK) >>> SHIFT;
        blockLow = new long[blocks];
        blockHigh = new long[blocks];
        for (int b = 0; b < blocks; b++) {
            fillBlock(b);
        }
        superLow = new long[(blocks + MASK) >>> SHIFT];
        superHigh = new long[superLow.length];
        long low = Long.MAX_VALUE;
        long high = 0;
        for (int s = 0; s < superLow.length; s++) {
            superLow[s] = Long.MAX_VALUE;
            for (int b = s << SHIFT; b < Math.min(blocks, (s + 1) << SHIFT); b++) {
                superLow[s] = Math.min(superLow[s], blockLow[b]);
                superHigh[s] = Math.max(superHigh[s], blockHigh[b]);
            }
            low = Math.min(low, superLow[s]);
            high = Math.max(high, superHigh[s]);
        }
        lowest = Double.longBitsToDouble(low);
        highest = Double.longBitsToDouble(high);
    }

    /** The least value of all. */
    public double lowest() {
        return lowest;
    }

    /** The greatest value of all. */
    public double highest() {
        return highest;
    }

    /** The first bar of [from, to) with a value at or below a level; {@code to} when none has. */
    public int firstAtOrBelow(double level, int from, int to) {
        if (!(level >= lowest)) {
            return to;
        }
        int i = from;
        while (i < to) {
            int block = i >>> SHIFT;
            if ((i & MASK) == 0) {
                if ((block & MASK) == 0 && above(superLow[block >>> SHIFT], level)) {
                    i += (MASK + 1) << SHIFT;
                    continue;
                }
                if (above(blockLow[block], level)) {
                    i += MASK + 1;
                    continue;
                }
            }
            if (!above(bits(values, i), level)) {
                return i;
            }
            i++;
        }
        return to;
    }

    /** The first bar of [from, to) with a value at or above a level; {@code to} when none has. */
    public int firstAtOrAbove(double level, int from, int to) {
        if (!(level <= highest)) {
            return to;
        }
        int i = from;
        while (i < to) {
            int block = i >>> SHIFT;
            if ((i & MASK) == 0) {
                if ((block & MASK) == 0 && below(superHigh[block >>> SHIFT], level)) {
                    i += (MASK + 1) << SHIFT;
                    continue;
                }
                if (below(blockHigh[block], level)) {
                    i += MASK + 1;
                    continue;
                }
            }
            if (!below(bits(values, i), level)) {
                return i;
            }
            i++;
        }
        return to;
    }

    private static boolean above(long bits, double level) {
        return Double.longBitsToDouble(bits) > level;
    }

    private static boolean below(long bits, double level) {
        return Double.longBitsToDouble(bits) < level;
    }

    private void fillBlock(int block) {
        int from = block << SHIFT;
        int end = Math.min(bars, from + MASK + 1);
        long low = Long.MAX_VALUE;
        long high = 0;
        for (int i = from; i < end; i++) {
            low = Math.min(low, bits(values, i));
            high = Math.max(high, bits(values, i));
        }
        blockLow[block] = low;
        blockHigh[block] = high;
    }

    private static long bits(MemorySegment segment, int index) {
        return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }
}
