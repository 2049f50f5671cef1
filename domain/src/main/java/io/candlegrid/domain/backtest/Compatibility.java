package io.candlegrid.domain.backtest;

/**
 * Figures by the formulas of other backtesters, to compare results with theirs; named for what they
 * mimic. NaN where undefined. Formulas in {@code docs/engine/metrics.md}.
 *
 * @param sharpeVectorbt per-bar returns, {@code mean/std₁·√(365 days / timeframe)}
 * @param sortinoVectorbt per-bar returns, {@code mean/√mean(min(r,0)²)·√(365 days / timeframe)}
 * @param sharpeBacktestingPy annualised geometric mean of daily returns over annualised volatility,
 *     from the first day's close on
 */
public record Compatibility(
        double sharpeVectorbt, double sortinoVectorbt, double sharpeBacktestingPy) {

    private static final double DAYS = 365;
    private static final double MINUTES = DAYS * 1440;

    /**
     * @param equity {@code double[traded bars]}, at closes
     * @param dayMarks equity at the end of each day that has bars, {@code double[days]}
     */
    static Compatibility of(
            double initial, double[] equity, int barMinutes, double[] dayMarks, int days) {
        double[] returns = new double[equity.length];
        MetricFormulas.dailyReturns(initial, equity, equity.length, returns);
        double scale = Math.sqrt(MINUTES / barMinutes) / Math.sqrt(DAYS);
        return new Compatibility(
                MetricFormulas.sharpe(returns, returns.length) * scale,
                MetricFormulas.sortino(returns, returns.length) * scale,
                backtestingPy(dayMarks, days));
    }

    private static double backtestingPy(double[] marks, int days) {
        if (days < 3) {
            return Double.NaN;
        }
        double[] returns = new double[days - 1];
        double logSum = 0;
        boolean lostAll = false;
        for (int d = 1; d < days; d++) {
            double growth = marks[d - 1] == 0 ? 1 : marks[d] / marks[d - 1];
            returns[d - 1] = growth - 1;
            lostAll |= growth <= 0;
            logSum += StrictMath.log(growth);
        }
        double geometric = lostAll ? 0 : StrictMath.exp(logSum / days) - 1;
        double deviation =
                MetricFormulas.deviation(
                        returns, returns.length, MetricFormulas.mean(returns, returns.length));
        double squared = (1 + geometric) * (1 + geometric);
        double volatility =
                Math.sqrt(
                        StrictMath.pow(deviation * deviation + squared, DAYS)
                                - StrictMath.pow(squared, DAYS));
        return MetricFormulas.ratio(StrictMath.pow(1 + geometric, DAYS) - 1, volatility);
    }
}
