package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

/** The line of macd: the difference of two averages that start at the same bar. */
record ConvergenceLineFormula(
        ExponentialMovingAverageFormula fast, ExponentialMovingAverageFormula slow)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return slow.firstDefinedBar();
    }

    @Override
    public int stateSize() {
        return fast.stateSize() + slow.stateSize();
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
        if (start > firstDefinedBar()) {
            fillOn(start, count, out, at, state, stateAt);
            return;
        }
        fast.fill(start, count, out, at, state, stateAt, scratch);
        slow.fill(start, count, scratch, 0, state, stateAt + fast.stateSize(), scratch);
        for (int i = 0; i < count; i++) {
            out[at + i] = out[at + i] - scratch[i];
        }
    }

    /** Both averages in one loop, so that neither waits for the other. */
    private void fillOn(int start, int count, double[] out, int at, double[] state, int stateAt) {
        DoubleColumn values = fast.values();
        double fastAlpha = fast.alpha();
        double slowAlpha = slow.alpha();
        double quick = state[stateAt];
        double calm = state[stateAt + 1];
        for (int i = 0; i < count; i++) {
            double value = values.get(start + i);
            quick = quick + fastAlpha * (value - quick);
            calm = calm + slowAlpha * (value - calm);
            out[at + i] = quick - calm;
        }
        state[stateAt] = quick;
        state[stateAt + 1] = calm;
    }
}
