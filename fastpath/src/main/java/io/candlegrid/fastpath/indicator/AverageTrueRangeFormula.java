package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

/**
 * Wilder's average true range; its state is the last value.
 *
 * @param seed mean of the true ranges of bars 1 to the window
 */
record AverageTrueRangeFormula(DoubleColumn trueRanges, int window, double seed)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window;
    }

    @Override
    public int stateSize() {
        return 1;
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
        double average = state[stateAt];
        trueRanges.copyTo(start, count, out, at);
        int i = Seeding.fillUndefined(window, start, count, out, at);
        if (start + i == window && i < count) {
            average = seed;
            out[at + i++] = average;
        }
        for (; i < count; i++) {
            average = (average * (window - 1) + out[at + i]) / window;
            out[at + i] = average;
        }
        state[stateAt] = average;
    }
}
