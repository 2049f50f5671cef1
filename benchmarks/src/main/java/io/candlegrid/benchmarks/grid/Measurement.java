package io.candlegrid.benchmarks.grid;

/**
 * How long a program took for some combinations of a grid.
 *
 * @param program what ran
 * @param bars candles per combination
 */
public record Measurement(
        String program, int threads, long combinations, int bars, double seconds) {

    /** Bars times combinations per second. */
    public double rate() {
        return combinations * (double) bars / seconds;
    }

    /** The rate of one thread. */
    public double ratePerThread() {
        return rate() / threads;
    }
}
