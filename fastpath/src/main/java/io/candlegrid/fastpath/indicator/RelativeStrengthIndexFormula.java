package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

/**
 * The relative strength index; its state is the averages of gains and losses.
 *
 * @param firstGain mean gain of the first window of changes
 * @param firstLoss mean loss of the first window of changes
 */
record RelativeStrengthIndexFormula(
        DoubleColumn changes, int window, double firstGain, double firstLoss)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window;
    }

    @Override
    public int stateSize() {
        return 2;
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
        double gain = state[stateAt];
        double loss = state[stateAt + 1];
        changes.copyTo(start, count, out, at);
        int i = Seeding.fillUndefined(window, start, count, out, at);
        if (start + i == window && i < count) {
            gain = firstGain;
            loss = firstLoss;
            out[at + i++] = index(gain, loss);
        }
        for (; i < count; i++) {
            double change = out[at + i];
            gain = (gain * (window - 1) + Math.max(change, 0)) / window;
            loss = (loss * (window - 1) + Math.max(-change, 0)) / window;
            out[at + i] = index(gain, loss);
        }
        state[stateAt] = gain;
        state[stateAt + 1] = loss;
    }

    private static double index(double gain, double loss) {
        double both = gain + loss;
        return both == 0 ? 50 : 100 * gain / both;
    }
}
