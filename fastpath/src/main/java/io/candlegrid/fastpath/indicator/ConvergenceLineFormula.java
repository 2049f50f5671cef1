package io.candlegrid.fastpath.indicator;

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
        fast.fill(start, count, out, at, state, stateAt, scratch);
        slow.fill(start, count, scratch, 0, state, stateAt + fast.stateSize(), scratch);
        for (int i = 0; i < count; i++) {
            out[at + i] = out[at + i] - scratch[i];
        }
    }
}
