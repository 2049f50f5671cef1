package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

/**
 * The exponential moving average; its state is the last value.
 *
 * @param firstDefinedBar where it starts
 * @param seed the mean of the window that ends there
 */
record ExponentialMovingAverageFormula(
        DoubleColumn values, int window, int firstDefinedBar, double seed)
        implements ColumnFormula {

    @Override
    public int stateSize() {
        return 1;
    }

    /** The weight of a new value. */
    double alpha() {
        return 2.0 / (window + 1);
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
        double alpha = alpha();
        double average = state[stateAt];
        int i = Seeding.fillUndefined(firstDefinedBar, start, count, out, at);
        if (start + i == firstDefinedBar && i < count) {
            average = seed;
            out[at + i++] = average;
        }
        for (; i < count; i++) {
            average = average + alpha * (values.get(start + i) - average);
            out[at + i] = average;
        }
        state[stateAt] = average;
    }
}
