package io.candlegrid.fastpath.indicator;

import io.candlegrid.domain.indicator.WindowVariance;
import io.candlegrid.fastpath.marketdata.LongColumn;

/**
 * The upper or lower Bollinger band, from exact prefix sums.
 *
 * @param divisor window · scale
 */
record BollingerBandFormula(
        LongColumn sums, LongColumn squares, int window, double divisor, double k, boolean upper)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window - 1;
    }

    @Override
    public void fill(int start, int count, double[] out, int at, double[] state, int stateAt) {
        int i = Seeding.fillUndefined(firstDefinedBar(), start, count, out, at);
        for (; i < count; i++) {
            int end = start + i + 1;
            int begin = end - window;
            long sum = sums.get(end) - sums.get(begin);
            long lowEnd = squares.get(2 * end);
            long lowBegin = squares.get(2 * begin);
            long high =
                    squares.get(2 * end + 1)
                            - squares.get(2 * begin + 1)
                            - (Long.compareUnsigned(lowEnd, lowBegin) < 0 ? 1 : 0);
            double mean = (double) sum / divisor;
            double spread =
                    k * WindowVariance.deviation(window, sum, high, lowEnd - lowBegin, divisor);
            out[at + i] = upper ? mean + spread : mean - spread;
        }
    }
}
