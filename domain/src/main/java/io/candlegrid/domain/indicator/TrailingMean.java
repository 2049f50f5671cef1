package io.candlegrid.domain.indicator;

import java.util.Arrays;

/**
 * The mean of the last n doubles, added up from the oldest to the newest each time, so that it does
 * not depend on where it started. NaN until there are n. Not thread-safe.
 */
final class TrailingMean {

    private final double[] ring;
    private int oldest;
    private double value = Double.NaN;

    TrailingMean(int length) {
        ring = new double[length];
        Arrays.fill(ring, Double.NaN);
    }

    void push(double next) {
        ring[oldest] = next;
        oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
        double sum = 0;
        for (int i = oldest; i < ring.length; i++) {
            sum += ring[i];
        }
        for (int i = 0; i < oldest; i++) {
            sum += ring[i];
        }
        value = sum / ring.length;
    }

    double value() {
        return value;
    }
}
