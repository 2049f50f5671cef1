package io.candlegrid.fastpath.indicator;

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
    public void fill(
            int start,
            int count,
            double[] out,
            int at,
            double[] state,
            int stateAt,
            double[] scratch) {
        int i = Seeding.fillUndefined(firstDefinedBar(), start, count, out, at);
        for (; i < count; i++) {
            int end = start + i + 1;
            double mean = (double) (sums.get(end) - sums.get(end - window)) / divisor;
            double spread =
                    k * StandardDeviationFormula.deviation(sums, squares, end, window, divisor);
            out[at + i] = upper ? mean + spread : mean - spread;
        }
    }
}
