package io.candlegrid.fastpath.indicator;

/**
 * The average directional index or one of the directional indicators; its state is the smoothed
 * movements and true range, and the index, before its first value the sum so far.
 *
 * @param highs scaled by {@code scale}, as are lows and closes
 */
record DirectionalMovementFormula(
        long[] highs, long[] lows, long[] closes, int window, double scale, Output output)
        implements ColumnFormula {

    /** Which of the three. */
    enum Output {
        ADX,
        PLUS_DI,
        MINUS_DI
    }

    @Override
    public int firstDefinedBar() {
        return output == Output.ADX ? 2 * window - 1 : window;
    }

    @Override
    public int stateSize() {
        return 4;
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
        int i = Seeding.fillUndefined(window, start, count, out, at);
        double plus = state[stateAt];
        double minus = state[stateAt + 1];
        double range = state[stateAt + 2];
        double average = state[stateAt + 3];
        for (; i < count; i++) {
            int bar = start + i;
            if (bar == window) {
                plus = seed(0);
                minus = seed(1);
                range = seed(2);
                average = 0;
            }
            plus = plus - plus / window + (double) movement(0, bar) / scale;
            minus = minus - minus / window + (double) movement(1, bar) / scale;
            range = range - range / window + (double) movement(2, bar) / scale;
            double plusIndicator = range == 0 ? 0 : 100 * (plus / range);
            double minusIndicator = range == 0 ? 0 : 100 * (minus / range);
            if (output == Output.ADX) {
                average = average(bar, plusIndicator, minusIndicator, average);
            }
            out[at + i] =
                    switch (output) {
                        case ADX -> bar < 2 * window - 1 ? Double.NaN : average;
                        case PLUS_DI -> plusIndicator;
                        case MINUS_DI -> minusIndicator;
                    };
        }
        state[stateAt] = plus;
        state[stateAt + 1] = minus;
        state[stateAt + 2] = range;
        state[stateAt + 3] = average;
    }

    private double average(int bar, double plus, double minus, double average) {
        double both = plus + minus;
        double index = both == 0 ? 0 : 100 * (Math.abs(plus - minus) / both);
        if (bar < 2 * window) {
            double sum = average + index;
            return bar == 2 * window - 1 ? sum / window : sum;
        }
        return both == 0 ? average : (average * (window - 1) + index) / window;
    }

    /** The sum over bars 1 to window − 1. */
    private double seed(int kind) {
        long sum = 0;
        for (int bar = 1; bar < window; bar++) {
            sum += movement(kind, bar);
        }
        return (double) sum / scale;
    }

    /** Upward movement (0), downward movement (1) or true range (2) of a bar. */
    private long movement(int kind, int bar) {
        if (kind == 2) {
            long previous = closes[bar - 1];
            return Math.max(highs[bar], previous) - Math.min(lows[bar], previous);
        }
        long up = highs[bar] - highs[bar - 1];
        long down = lows[bar - 1] - lows[bar];
        if (kind == 0) {
            return up > down && up > 0 ? up : 0;
        }
        return down > up && down > 0 ? down : 0;
    }
}
