package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.LongColumn;
import io.candlegrid.fastpath.simd.Kernels;

/**
 * The population standard deviation of a window, where {@code n² · max(x)²} fits 64 bits; the same
 * numbers as {@link StandardDeviationFormula}.
 *
 * @param squares 64-bit prefix sums of squares
 * @param divisor window · scale
 */
record NarrowDeviationFormula(LongColumn sums, LongColumn squares, int window, double divisor)
        implements ColumnFormula {

    /** Whether the integers of a window fit. */
    static boolean fits(int window, long largest) {
        return Math.multiplyHigh(window, largest) == 0
                && window * largest >= 0
                && Math.multiplyHigh(window * largest, window * largest) == 0
                && window * largest * window * largest >= 0;
    }

    @Override
    public int firstDefinedBar() {
        return window - 1;
    }

    @Override
    public void fill(
            int start,
            int count,
            double[] out,
            int at,
            double[] state,
            int stateAt,
            double[] scratch) {
        int i = Seeding.fillUndefined(window - 1, start, count, out, at);
        Kernels.SUPPORT.windowDeviations(
                sums.segment(),
                squares.segment(),
                start + i,
                count - i,
                window,
                divisor,
                out,
                at + i);
    }
}
