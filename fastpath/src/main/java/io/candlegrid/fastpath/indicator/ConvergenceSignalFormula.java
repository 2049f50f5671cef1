package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

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
        if (start > firstDefinedBar()) {
            fillOn(start, count, out, at, state, stateAt);
            return;
        }
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

    /** All three averages in one loop, so that none waits for another. */
    private void fillOn(int start, int count, double[] out, int at, double[] state, int stateAt) {
        DoubleColumn values = line.fast().values();
        double fastAlpha = line.fast().alpha();
        double slowAlpha = line.slow().alpha();
        double alpha = 2.0 / (window + 1);
        double signal = state[stateAt];
        double quick = state[stateAt + 1];
        double calm = state[stateAt + 2];
        for (int i = 0; i < count; i++) {
            double value = values.get(start + i);
            quick = quick + fastAlpha * (value - quick);
            calm = calm + slowAlpha * (value - calm);
            double difference = quick - calm;
            signal = signal + alpha * (difference - signal);
            out[at + i] = histogram ? difference - signal : signal;
        }
        state[stateAt] = signal;
        state[stateAt + 1] = quick;
        state[stateAt + 2] = calm;
    }
}
