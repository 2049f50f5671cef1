package io.candlegrid.fastpath.indicator;

/**
 * The signal of macd, the exponential average of its line, or the line's distance from it. Its
 * state is the last signal, before the first one the sum of the lines so far.
 */
record ConvergenceSignalFormula(ConvergenceLineFormula line, int window, boolean histogram)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return line.firstDefinedBar() + window - 1;
    }

    @Override
    public int stateSize() {
        return 1 + line.stateSize();
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
        line.fill(start, count, out, at, state, stateAt + 1, scratch);
        double alpha = 2.0 / (window + 1);
        int first = firstDefinedBar();
        double signal = start == 0 ? 0 : state[stateAt];
        int i = Math.clamp((long) line.firstDefinedBar() - start, 0, count);
        for (; i < count && start + i <= first; i++) {
            signal += out[at + i];
            if (start + i == first) {
                signal = signal / window;
                out[at + i] = histogram ? out[at + i] - signal : signal;
            } else {
                out[at + i] = Double.NaN;
            }
        }
        for (; i < count; i++) {
            signal = signal + alpha * (out[at + i] - signal);
            out[at + i] = histogram ? out[at + i] - signal : signal;
        }
        state[stateAt] = signal;
    }
}
