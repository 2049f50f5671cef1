package io.candlegrid.fastpath.marketdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Range minima and maxima of a column of values ≥ 0, and the first bar that reaches a level,
 * without visiting bars.
 *
 * <pre>
 * bars     0 ................ 63 | 64 .............. 127 | …
 * suffix   extremes of bar to the end of its block        | …
 * prefix   extremes of the start of its block to the bar  | …
 * block    one per 64 bars
 * super    one per 64 blocks
 * </pre>
 *
 * Values are compared by their bits, which for doubles ≥ 0 is the order of the values and needs no
 * floating point minimum. Read-only once built; thread-safe.
 */
public final class PriceExtremes {

    /** Bars of a block. */
    public static final int BLOCK = 64;

    private static final int SHIFT = 6;
    private static final int MASK = 63;

    /** Bars from which on the exact extremes are as cheap as the rough ones. */
    private static final int ROUGH_MOST = 1024;

    private final int bars;
    private final MemorySegment values;
    private final MemorySegment suffixLow;
    private final MemorySegment suffixHigh;
    private final MemorySegment prefixLow;
    private final MemorySegment prefixHigh;
    private final long[] blockLow;
    private final long[] blockHigh;
    private final long[] superLow;
    private final long[] superHigh;
    private final double lowest;
    private final double highest;

    PriceExtremes(SeriesColumns owner, DoubleColumn column) {
        bars = column.length();
        values = column.segment();
        suffixLow = owner.newDoubles(bars).segment();
        suffixHigh = owner.newDoubles(bars).segment();
        prefixLow = owner.newDoubles(bars).segment();
        prefixHigh = owner.newDoubles(bars).segment();
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

    /** A value at most as great as any of the bars [from, to], from whole blocks. */
    public double roughLow(int from, int to) {
        if (to - from >= ROUGH_MOST) {
            return low(from, to);
        }
        int last = to >>> SHIFT;
        long low = blockLow[from >>> SHIFT];
        for (int b = (from >>> SHIFT) + 1; b <= last; b++) {
            low = Math.min(low, blockLow[b]);
        }
        return Double.longBitsToDouble(low);
    }

    /** A value at least as great as any of the bars [from, to], from whole blocks. */
    public double roughHigh(int from, int to) {
        if (to - from >= ROUGH_MOST) {
            return high(from, to);
        }
        int last = to >>> SHIFT;
        long high = blockHigh[from >>> SHIFT];
        for (int b = (from >>> SHIFT) + 1; b <= last; b++) {
            high = Math.max(high, blockHigh[b]);
        }
        return Double.longBitsToDouble(high);
    }

    /** The least value of the bars [from, to]. */
    public double low(int from, int to) {
        int first = from >>> SHIFT;
        int last = to >>> SHIFT;
        long low = Long.MAX_VALUE;
        if (first == last) {
            for (int i = from; i <= to; i++) {
                low = Math.min(low, bits(values, i));
            }
            return Double.longBitsToDouble(low);
        }
        low = Math.min(bits(suffixLow, from), bits(prefixLow, to));
        for (int b = first + 1; b < last; ) {
            if ((b & MASK) == 0 && b + MASK < last) {
                low = Math.min(low, superLow[b >>> SHIFT]);
                b += MASK + 1;
            } else {
                low = Math.min(low, blockLow[b++]);
            }
        }
        return Double.longBitsToDouble(low);
    }

    /** The greatest value of the bars [from, to]. */
    public double high(int from, int to) {
        int first = from >>> SHIFT;
        int last = to >>> SHIFT;
        long high = 0;
        if (first == last) {
            for (int i = from; i <= to; i++) {
                high = Math.max(high, bits(values, i));
            }
            return Double.longBitsToDouble(high);
        }
        high = Math.max(bits(suffixHigh, from), bits(prefixHigh, to));
        for (int b = first + 1; b < last; ) {
            if ((b & MASK) == 0 && b + MASK < last) {
                high = Math.max(high, superHigh[b >>> SHIFT]);
                b += MASK + 1;
            } else {
                high = Math.max(high, blockHigh[b++]);
            }
        }
        return Double.longBitsToDouble(high);
    }

    /** The last bar of [from, to] that has a value, which must be there. */
    public int lastOf(double value, int from, int to) {
        long wanted = Double.doubleToRawLongBits(value);
        int i = to;
        while (bits(values, i) != wanted) {
            i--;
            if (i < from) {
                throw new IllegalArgumentException(
                        "value=" + value + " from=" + from + " to=" + to);
            }
        }
        return i;
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
            set(prefixLow, i, low);
            set(prefixHigh, i, high);
        }
        blockLow[block] = low;
        blockHigh[block] = high;
        low = Long.MAX_VALUE;
        high = 0;
        for (int i = end - 1; i >= from; i--) {
            low = Math.min(low, bits(values, i));
            high = Math.max(high, bits(values, i));
            set(suffixLow, i, low);
            set(suffixHigh, i, high);
        }
    }

    private static long bits(MemorySegment segment, int index) {
        return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    private static void set(MemorySegment segment, int index, long bits) {
        segment.setAtIndex(ValueLayout.JAVA_LONG, index, bits);
    }
}
