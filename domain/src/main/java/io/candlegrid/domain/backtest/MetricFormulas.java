package io.candlegrid.domain.backtest;

/**
 * The formulas of metrics, over arrays and primitives. Both engines call these, so their results
 * have the same bits. Sums run in index order, one addition at a time; deviations take a second
 * pass over the values. NaN means undefined: fewer than two values where a deviation is needed, or
 * a denominator of at most {@value #SMALLEST_DENOMINATOR}. Nothing is allocated. Pure functions.
 */
public final class MetricFormulas {

    /** A denominator at or below this makes a ratio undefined. */
    public static final double SMALLEST_DENOMINATOR = 1e-12;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_YEAR = 365 * SECONDS_PER_DAY;
    private static final double ROOT_OF_YEAR = Math.sqrt(365);

    private MetricFormulas() {}

    /** {@code numerator / denominator}, NaN when the denominator is at most 1e-12. */
    public static double ratio(double numerator, double denominator) {
        return denominator > SMALLEST_DENOMINATOR ? numerator / denominator : Double.NaN;
    }

    /** {@code last / initial − 1}. */
    public static double totalReturn(double initial, double last) {
        return last / initial - 1;
    }

    /**
     * {@code (last/initial)^(365·86400 / seconds) − 1}; NaN under one day.
     *
     * @param seconds length of the range
     */
    public static double cagr(double initial, double last, double seconds) {
        return seconds < SECONDS_PER_DAY
                ? Double.NaN
                : StrictMath.pow(last / initial, SECONDS_PER_YEAR / seconds) - 1;
    }

    /**
     * Writes {@code marks[d] / marks[d−1] − 1} to {@code returns[days]}, the mark before the first
     * being the initial equity; 0 once the mark before is 0.
     */
    public static void dailyReturns(double initial, double[] marks, int days, double[] returns) {
        double before = initial;
        for (int d = 0; d < days; d++) {
            returns[d] = before == 0 ? 0 : marks[d] / before - 1;
            before = marks[d];
        }
    }

    /** The mean of the first n values: their sum in order, divided by n. */
    public static double mean(double[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum / n;
    }

    /** The sample standard deviation (ddof 1) of the first n values around a mean; n ≥ 2. */
    public static double deviation(double[] values, int n, double mean) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double difference = values[i] - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / (n - 1));
    }

    /** {@code mean(r) / std₁(r) · √365} of daily returns. */
    public static double sharpe(double[] returns, int n) {
        if (n < 2) {
            return Double.NaN;
        }
        double mean = mean(returns, n);
        return ratio(mean, deviation(returns, n, mean)) * ROOT_OF_YEAR;
    }

    /** {@code mean(r) / √mean(min(r, 0)²) · √365} of daily returns. */
    public static double sortino(double[] returns, int n) {
        if (n < 2) {
            return Double.NaN;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double loss = Math.min(returns[i], 0);
            squares += loss * loss;
        }
        return ratio(mean(returns, n), Math.sqrt(squares / n)) * ROOT_OF_YEAR;
    }

    /** {@code √n · mean(pnl) / std₁(pnl)} of n closed trades. */
    public static double sqn(int n, double mean, double deviation) {
        return n < 2 ? Double.NaN : Math.sqrt(n) * ratio(mean, deviation);
    }
}
