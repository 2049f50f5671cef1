package io.candlegrid.fastpath.marketdata;

import io.candlegrid.fastpath.simd.Kernels;

/**
 * Finds the first bar that touches a level, without a look at most bars: the extremes of every
 * eight bars tell where it can't be. Read-only once built; thread-safe.
 */
public final class TouchSearch {

    private static final int SHIFT = 3;
    private static final int STEP = 1 << SHIFT;

    private final CandleTable candles;

    /** {@code double[⌈bars / 8⌉]}: extremes of eight bars. */
    private final double[] stepLow;

    private final double[] stepHigh;
    private final double lowest;
    private final double highest;

    TouchSearch(CandleTable candles, int bars) {
        this.candles = candles;
        int steps = (bars + STEP - 1) >>> SHIFT;
        stepLow = new double[steps];
        stepHigh = new double[steps];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < steps; step++) {
            double stepLeast = Double.POSITIVE_INFINITY;
            double stepMost = Double.NEGATIVE_INFINITY;
            for (int i = step << SHIFT; i < Math.min(bars, (step + 1) << SHIFT); i++) {
                stepLeast = Math.min(stepLeast, candles.low(i));
                stepMost = Math.max(stepMost, candles.high(i));
            }
            stepLow[step] = stepLeast;
            stepHigh[step] = stepMost;
            least = Math.min(least, stepLeast);
            most = Math.max(most, stepMost);
        }
        lowest = least;
        highest = most;
    }

    /** The least price of all. */
    public double lowest() {
        return lowest;
    }

    /** The greatest price of all. */
    public double highest() {
        return highest;
    }

    /**
     * The first bar of [from, to) with a low at or below one level or a high at or above the other;
     * {@code to} when none has.
     *
     * @param below −∞ for no such level
     * @param above +∞ for no such level
     */
    public int first(int from, int to, double below, double above) {
        if (below < lowest && above > highest) {
            return to;
        }
        int bar = from;
        int edge = Math.min(to, (from + STEP - 1) & -STEP);
        for (; bar < edge; bar++) {
            if (touches(bar, below, above)) {
                return bar;
            }
        }
        while (bar < to) {
            int steps = (to + STEP - 1) >>> SHIFT;
            int step =
                    Kernels.SUPPORT.firstOutside(
                            stepLow, stepHigh, bar >>> SHIFT, steps, below, above);
            if (step == steps) {
                return to;
            }
            bar = step << SHIFT;
            edge = Math.min(to, bar + STEP);
            for (; bar < edge; bar++) {
                if (touches(bar, below, above)) {
                    return bar;
                }
            }
        }
        return to;
    }

    private boolean touches(int bar, double below, double above) {
        return candles.low(bar) <= below || candles.high(bar) >= above;
    }

    /**
     * The first bar of [from, to) that touches a level or a stop that trails the highs of the bars
     * before; {@code to} when none does.
     *
     * @param extreme {@code double[1]}: the highest price before {@code from}, afterwards that
     *     before the bar found
     * @param factor what the highest price so far is multiplied by for the stop
     */
    public int firstTrailingHighs(
            int from, int to, double[] extreme, double factor, double below, double above) {
        double most = extreme[0];
        int bar = from;
        while (bar < to) {
            int step = bar >>> SHIFT;
            if ((bar & (STEP - 1)) == 0 && bar + STEP <= to) {
                double after = Math.max(most, stepHigh[step]);
                if (stepLow[step] > Math.max(below, after * factor) && stepHigh[step] < above) {
                    most = after;
                    bar += STEP;
                    continue;
                }
            }
            if (touches(bar, Math.max(below, most * factor), above)) {
                extreme[0] = most;
                return bar;
            }
            most = Math.max(most, candles.high(bar));
            bar++;
        }
        return to;
    }

    /**
     * As {@link #firstTrailingHighs} with a stop above that trails the lows.
     *
     * @param extreme {@code double[1]}: the lowest price before {@code from}, afterwards that
     *     before the bar found
     */
    public int firstTrailingLows(
            int from, int to, double[] extreme, double factor, double below, double above) {
        double least = extreme[0];
        int bar = from;
        while (bar < to) {
            int step = bar >>> SHIFT;
            if ((bar & (STEP - 1)) == 0 && bar + STEP <= to) {
                double after = Math.min(least, stepLow[step]);
                if (stepHigh[step] < Math.min(above, after * factor) && stepLow[step] > below) {
                    least = after;
                    bar += STEP;
                    continue;
                }
            }
            if (touches(bar, below, Math.min(above, least * factor))) {
                extreme[0] = least;
                return bar;
            }
            least = Math.min(least, candles.low(bar));
            bar++;
        }
        return to;
    }

    /**
     * How far prices of the bars [from, to) went.
     *
     * @param anchor the price before {@code from}
     * @param moves {@code double[3]}, written: the lowest price, the highest, and the least
     *     quotient of a bar's low and the highest price before that bar; ∞, −∞, ∞ without bars
     */
    public void movesOfLong(int from, int to, double anchor, double[] moves) {
        double lowest = Double.POSITIVE_INFINITY;
        double most = anchor;
        double highest = Double.NEGATIVE_INFINITY;
        double quotient = Double.POSITIVE_INFINITY;
        for (int bar = from; bar < to; ) {
            int step = bar >>> SHIFT;
            if ((bar & (STEP - 1)) == 0 && bar + STEP <= to) {
                double after = Math.max(most, stepHigh[step]);
                if (stepLow[step] >= quotient * after) {
                    lowest = Math.min(lowest, stepLow[step]);
                    highest = Math.max(highest, stepHigh[step]);
                    most = after;
                    bar += STEP;
                    continue;
                }
            }
            double low = candles.low(bar);
            double high = candles.high(bar);
            if (low < quotient * most) {
                quotient = low / most;
            }
            lowest = Math.min(lowest, low);
            highest = Math.max(highest, high);
            most = Math.max(most, high);
            bar++;
        }
        moves[0] = lowest;
        moves[1] = highest;
        moves[2] = quotient;
    }

    /**
     * As {@link #movesOfLong} with, at last, the greatest quotient of a bar's high and the lowest
     * price before that bar; 0 without bars.
     */
    public void movesOfShort(int from, int to, double anchor, double[] moves) {
        double highest = Double.NEGATIVE_INFINITY;
        double least = anchor;
        double lowest = Double.POSITIVE_INFINITY;
        double quotient = 0;
        for (int bar = from; bar < to; ) {
            int step = bar >>> SHIFT;
            if ((bar & (STEP - 1)) == 0 && bar + STEP <= to) {
                double after = Math.min(least, stepLow[step]);
                if (stepHigh[step] <= quotient * after) {
                    lowest = Math.min(lowest, stepLow[step]);
                    highest = Math.max(highest, stepHigh[step]);
                    least = after;
                    bar += STEP;
                    continue;
                }
            }
            double low = candles.low(bar);
            double high = candles.high(bar);
            if (high > quotient * least) {
                quotient = high / least;
            }
            lowest = Math.min(lowest, low);
            highest = Math.max(highest, high);
            least = Math.min(least, low);
            bar++;
        }
        moves[0] = lowest;
        moves[1] = highest;
        moves[2] = quotient;
    }
}
