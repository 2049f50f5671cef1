package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.LongColumn;
import io.candlegrid.fastpath.simd.Kernels;
import java.util.Arrays;

/**
 * The mean of a window, from exact prefix sums.
 *
 * @param divisor window · scale
 */
record SimpleMovingAverageFormula(LongColumn sums, int window, double divisor)
        implements ColumnFormula {

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
        int undefined = Math.clamp(window - 1L - start, 0, count);
        Arrays.fill(out, at, at + undefined, Double.NaN);
        Kernels.SUPPORT.windowMeans(
                sums.segment(),
                start + undefined,
                count - undefined,
                window,
                divisor,
                out,
                at + undefined);
    }
}
