package io.candlegrid.fastpath.indicator;

/**
 * SuperTrend; its state is both bands, the direction and that of the average true range.
 *
 * @param highs scaled by {@code scale}, as are lows and closes
 * @param direction whether to give 1 or −1 rather than the band
 */
record SuperTrendFormula(
        ColumnFormula range,
        long[] highs,
        long[] lows,
        long[] closes,
        double multiplier,
        double scale,
        boolean direction)
        implements ColumnFormula {

    private static final int OWN_STATE = 3;

    @Override
    public int firstDefinedBar() {
        return range.firstDefinedBar();
    }

    @Override
    public int stateSize() {
        return OWN_STATE + range.stateSize();
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
        range.fill(start, count, out, at, state, stateAt + OWN_STATE, scratch);
        int first = firstDefinedBar();
        double upper = state[stateAt];
        double lower = state[stateAt + 1];
        boolean rising = state[stateAt + 2] > 0;
        int i = Math.clamp((long) first - start, 0, count);
        double close = start + i == 0 ? 0 : (double) closes[start + i - 1] / scale;
        for (; i < count; i++) {
            int bar = start + i;
            double previousClose = close;
            close = (double) closes[bar] / scale;
            double width = multiplier * out[at + i];
            double middle = (double) (highs[bar] + lows[bar]) / (2 * scale);
            double above = middle + width;
            double below = middle - width;
            if (bar == first) {
                upper = above;
                lower = below;
                rising = close >= middle;
            }
            if (above < upper || previousClose > upper) {
                upper = above;
            }
            if (below > lower || previousClose < lower) {
                lower = below;
            }
            rising = close > (rising ? lower : upper);
            double band = rising ? lower : upper;
            double sign = rising ? 1 : -1;
            out[at + i] = direction ? sign : band;
        }
        state[stateAt] = upper;
        state[stateAt + 1] = lower;
        state[stateAt + 2] = rising ? 1 : -1;
    }
}
