package io.candlegrid.fastpath.indicator;

/** Williams' %R: where the close is below the highest high, in percent of a window's range. */
record WilliamsRangeFormula(long[] highs, long[] lows, long[] closes, int window)
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
        SlidingExtremes.highest(highs, window, start + i, count - i, out, at + i);
        SlidingExtremes.lowest(lows, window, start + i, count - i, scratch, i);
        for (; i < count; i++) {
            double highest = out[at + i];
            double range = highest - scratch[i];
            out[at + i] = range == 0 ? 0 : 100 * ((double) closes[start + i] - highest) / range;
        }
    }
}
