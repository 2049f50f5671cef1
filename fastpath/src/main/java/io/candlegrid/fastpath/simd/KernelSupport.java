package io.candlegrid.fastpath.simd;

import java.lang.foreign.MemorySegment;

/**
 * The kernels. A word is 64 bars, the lowest bit the earliest. Implementations are stateless and
 * give the same bits for the same input; none allocates.
 */
public interface KernelSupport {

    /** Bars of a word. */
    int WORD = 64;

    /** What runs here, for logs and reports, e.g. {@code vector 512 bit}. */
    String description();

    /**
     * Means of windows: {@code out[at + i] = (double) (prefix[first + i + 1] − prefix[first + i + 1
     * − window]) / divisor} for 0 ≤ i &lt; count.
     *
     * @param prefix {@code long[bars + 1]}, native byte order; differences may wrap
     */
    void windowMeans(
            MemorySegment prefix,
            int first,
            int count,
            int window,
            double divisor,
            double[] out,
            int at);

    /** Rounds {@code count} doubles to floats, from one offset to the same offset. */
    void narrow(double[] in, float[] out, int at, int count);

    /**
     * Compares two columns of keys, word by word: bit i of {@code greater} is {@code a > b}, of
     * {@code equal} {@code a == b}, of {@code less} neither of both, so set where a key is NaN.
     *
     * @param words number of words; the columns have 64 times as many keys from their offsets
     * @param at offset of the first word in greater and less; it is 0 in equal
     * @return whether some bit of equal is set
     */
    boolean order(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal);

    /** As {@link #order} with a constant on the right. */
    boolean orderConstant(
            float[] a,
            int aAt,
            float b,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal);
}
