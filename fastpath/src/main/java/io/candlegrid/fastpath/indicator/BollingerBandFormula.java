package io.candlegrid.fastpath.indicator;

/**
 * The upper or lower Bollinger band: the mean and k deviations.
 *
 * @param k negative for the lower band
 */
record BollingerBandFormula(ColumnFormula mean, ColumnFormula deviation, double k)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return mean.firstDefinedBar();
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
        mean.fill(start, count, out, at, state, stateAt, scratch);
        deviation.fill(start, count, scratch, 0, state, stateAt, scratch);
        for (int i = 0; i < count; i++) {
            out[at + i] += k * scratch[i];
        }
    }
}
