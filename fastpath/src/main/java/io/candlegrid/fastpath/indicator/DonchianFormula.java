package io.candlegrid.fastpath.indicator;

/**
 * A line of the Donchian channel.
 *
 * @param highs scaled by {@code scale}, as are lows
 * @param offset how many bars ago the window ends
 */
record DonchianFormula(long[] highs, long[] lows, int window, int offset, double scale, Line line)
        implements ColumnFormula {

    /** Which of the three. */
    enum Line {
        UPPER,
        MIDDLE,
        LOWER
    }

    @Override
    public int firstDefinedBar() {
        return window - 1 + offset;
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
        int end = start + i - offset;
        int rest = count - i;
        if (line == Line.LOWER) {
            SlidingExtremes.lowest(lows, window, end, rest, out, at + i);
        } else {
            SlidingExtremes.highest(highs, window, end, rest, out, at + i);
        }
        if (line == Line.MIDDLE) {
            SlidingExtremes.lowest(lows, window, end, rest, scratch, i);
        }
        for (; i < count; i++) {
            double extreme = out[at + i];
            out[at + i] =
                    line == Line.MIDDLE ? (extreme + scratch[i]) / (2 * scale) : extreme / scale;
        }
    }
}
