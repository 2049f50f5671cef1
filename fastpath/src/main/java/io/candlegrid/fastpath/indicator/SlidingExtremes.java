package io.candlegrid.fastpath.indicator;

/**
 * Extremes of sliding windows after van Herk and of Gil and Werman: with the bars cut into blocks
 * as long as the window, a window is the end of one block and the beginning of the next, and both
 * extremes run along. A bar costs the same whatever the window; a tile, up to two windows more for
 * the blocks that it cuts. Values are integers below 2^53, exact as doubles.
 */
final class SlidingExtremes {

    private SlidingExtremes() {}

    /** Writes the largest of each window that ends in the bars [from, from + count). */
    static void highest(long[] raws, int window, int from, int count, double[] out, int at) {
        extremes(raws, 1, window, from, count, out, at);
    }

    /** Writes the smallest of each window that ends in the bars [from, from + count). */
    static void lowest(long[] raws, int window, int from, int count, double[] out, int at) {
        extremes(raws, -1, window, from, count, out, at);
    }

    private static void extremes(
            long[] raws, int sign, int window, int from, int count, double[] out, int at) {
        if (count > 0) {
            ends(raws, sign, window, from - window + 1, count, out, at);
            beginnings(raws, sign, window, from, count, out, at);
        }
    }

    /** From each first bar of a window to the end of its block. */
    private static void ends(
            long[] raws, int sign, int window, int from, int count, double[] out, int at) {
        int bar = from + count - 1;
        while (bar >= from) {
            int block = bar / window * window;
            long extreme = Long.MIN_VALUE;
            for (int later = block + window - 1; later > bar; later--) {
                extreme = Math.max(extreme, sign * raws[later]);
            }
            for (int to = Math.max(block, from); bar >= to; bar--) {
                extreme = Math.max(extreme, sign * raws[bar]);
                out[at + bar - from] = (double) extreme;
            }
        }
    }

    /** From the beginning of its block to each last bar of a window, with what is there. */
    private static void beginnings(
            long[] raws, int sign, int window, int from, int count, double[] out, int at) {
        int block = from / window * window;
        long extreme = Long.MIN_VALUE;
        for (int bar = block; bar < from; bar++) {
            extreme = Math.max(extreme, sign * raws[bar]);
        }
        int next = block + window;
        for (int i = 0; i < count; i++) {
            if (from + i == next) {
                extreme = Long.MIN_VALUE;
                next += window;
            }
            extreme = Math.max(extreme, sign * raws[from + i]);
            out[at + i] = (double) (sign * Math.max(extreme, (long) out[at + i]));
        }
    }
}
