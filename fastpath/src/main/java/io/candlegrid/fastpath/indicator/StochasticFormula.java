package io.candlegrid.fastpath.indicator;

/**
 * A line of the stochastic oscillator: the close's place in a window's range, averaged once (k) or
 * twice (d). Its state is what {@link TrailingMeans} carry.
 *
 * @param smoothD 0 for k
 */
record StochasticFormula(
        long[] highs, long[] lows, long[] closes, int window, int smoothK, int smoothD)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window - 1 + smoothK - 1 + Math.max(0, smoothD - 1);
    }

    @Override
    public int stateSize() {
        return TrailingMeans.stateSize(smoothK) + TrailingMeans.stateSize(smoothD);
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
        SlidingExtremes.highest(highs, window, start + i, count - i, out, at + i);
        SlidingExtremes.lowest(lows, window, start + i, count - i, scratch, i);
        for (; i < count; i++) {
            double lowest = scratch[i];
            double range = out[at + i] - lowest;
            out[at + i] = range == 0 ? 0 : 100 * ((double) closes[start + i] - lowest) / range;
        }
        TrailingMeans.replace(smoothK, start, count, out, at, state, stateAt);
        TrailingMeans.replace(
                smoothD, start, count, out, at, state, stateAt + TrailingMeans.stateSize(smoothK));
    }
}
