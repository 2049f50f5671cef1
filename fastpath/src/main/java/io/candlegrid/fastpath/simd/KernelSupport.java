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

    /**
     * Population standard deviations of windows whose integers fit 64 bits: {@code √(double) (n·Σx²
     * − (Σx)²) / divisor}, the sums taken as in {@link #windowMeans}.
     *
     * @param prefix {@code long[bars + 1]}, sums of the values before an index
     * @param squares {@code long[bars + 1]}, sums of their squares; differences may wrap
     */
    void windowDeviations(
            MemorySegment prefix,
            MemorySegment squares,
            int first,
            int count,
            int window,
            double divisor,
            double[] out,
            int at);

    /**
     * Rounds {@code count} doubles to floats, from one offset to the same offset; −0 becomes 0, so
     * that equal keys have equal bits.
     */
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

    /**
     * Compares two columns of keys, word by word: bit i of {@code greater} is {@code a > b}, of
     * {@code less} its complement.
     *
     * @return whether some keys have the same bits, so that {@code less} may be wrong: use {@link
     *     #order}
     */
    boolean greater(
            float[] a, int aAt, float[] b, int bAt, int words, long[] greater, int at, long[] less);

    /** As {@link #greater} with a constant on the right. */
    boolean greaterConstant(
            float[] a, int aAt, float b, int words, long[] greater, int at, long[] less);

    /**
     * Runs the trades of a block in the order of rows, all lanes side by side: the expressions of
     * {@code Money} and {@code MetricAccumulator}, operation by operation.
     *
     * @param first how many trades of each lane came before
     * @param rows rows of the block, at most {@link TradeLanes#ROWS}
     */
    void trade(TradeLanes lanes, int first, int rows);

    /**
     * The first index of [from, to) at which {@code low} is at or below one level or {@code high}
     * at or above the other; {@code to} when there is none.
     */
    int firstOutside(double[] low, double[] high, int from, int to, double below, double above);

    /** How many lanes {@link #follow} takes together; divides {@link TradeLanes#LANES}. */
    int width();

    /**
     * Follows the equity of some lanes through the trades of a block while it stays below the peak,
     * lowering the trough, up to the first row at which some lane reaches its peak, meets the
     * drawdown limit, loses everything, can't size its entry or may be liquidated: those are the
     * lanes of {@link TradeLanes#attention}, and none of the lanes has taken that row.
     *
     * @param lane first of {@link #width} lanes
     * @param first how many trades of each lane came before the block
     * @param from first row to follow, which the lanes of attention are taken to have done
     * @param rows rows of the block
     * @return the row that needs attention; {@code rows} for none
     */
    int follow(TradeLanes lanes, int lane, int first, int from, int rows);

    /** Sums the squared deviations of the pnl of the first rows from each lane's mean. */
    void deviations(TradeLanes lanes, int rows);
}
