package io.candlegrid.fastpath.indicator;

import io.candlegrid.domain.indicator.WindowVariance;
import io.candlegrid.fastpath.marketdata.LongColumn;

/**
 * The population standard deviation of a window, from exact prefix sums.
 *
 * @param divisor window · scale
 */
record StandardDeviationFormula(LongColumn sums, LongColumn squares, int window, double divisor)
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
        int i = Seeding.fillUndefined(window - 1, start, count, out, at);
        for (; i < count; i++) {
            out[at + i] = deviation(sums, squares, start + i + 1, window, divisor);
        }
    }

    /** The deviation of the bars before {@code end}. */
    static double deviation(
            LongColumn sums, LongColumn squares, int end, int window, double divisor) {
        int begin = end - window;
        long lowEnd = squares.get(2 * end);
        long lowBegin = squares.get(2 * begin);
        long high =
                squares.get(2 * end + 1)
                        - squares.get(2 * begin + 1)
                        - (Long.compareUnsigned(lowEnd, lowBegin) < 0 ? 1 : 0);
        return WindowVariance.deviation(
                window, sums.get(end) - sums.get(begin), high, lowEnd - lowBegin, divisor);
    }
}
