package io.candlegrid.fastpath.indicator;

import java.util.Arrays;

/**
 * Means of the last n values of a tile and of those before it, each added up from the oldest to the
 * newest. The state is the last n − 1 values, twice: those before the tile and those of it.
 */
final class TrailingMeans {

    private TrailingMeans() {}

    /** Doubles of state for means of {@code length} values. */
    static int stateSize(int length) {
        return 2 * Math.max(0, length - 1);
    }

    /** Replaces each value by the mean that ends with it; nothing when length is 0 or 1. */
    static void replace(
            int length, int start, int count, double[] out, int at, double[] state, int stateAt) {
        int kept = length - 1;
        if (kept <= 0) {
            return;
        }
        if (start == 0) {
            Arrays.fill(state, stateAt, stateAt + kept, Double.NaN);
        }
        for (int j = 0; j < kept; j++) {
            state[stateAt + kept + j] = value(count - kept + j, kept, out, at, state, stateAt);
        }
        // Downwards, so that what a mean needs is not replaced before.
        for (int i = count - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = i - kept; j <= i; j++) {
                sum += value(j, kept, out, at, state, stateAt);
            }
            out[at + i] = sum / length;
        }
        System.arraycopy(state, stateAt + kept, state, stateAt, kept);
    }

    /** The value at a bar of the tile, or before it. */
    private static double value(
            int index, int kept, double[] out, int at, double[] state, int stateAt) {
        return index >= 0 ? out[at + index] : state[stateAt + kept + index];
    }
}
