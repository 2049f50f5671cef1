package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.Compatibility.Column;
import java.util.Map;

/**
 * Ratios of equity curves as other programs compute them, from their public sources; each formula
 * stands in {@code docs/engine/metrics.md}. Where a peer answers with infinity or a stand-in such
 * as −100, the value here is NaN. Pure functions.
 */
final class PeerRatios {

    private static final double DAYS = 365;
    private static final double MINUTES = DAYS * 1440;
    private static final double BUSINESS_DAYS = 252;
    private static final double BACKTRADER_RISK_FREE = 0.01;

    private PeerRatios() {}

    /** vectorbt: returns per bar, annualised by the bars of 365 days. */
    static void vectorbt(
            double initial, double[] equity, int barMinutes, Map<Column, Double> values) {
        int n = equity.length;
        double year = MINUTES / barMinutes;
        double[] returns = new double[n];
        MetricFormulas.dailyReturns(initial, equity, n, returns);
        double scale = Math.sqrt(year) / Math.sqrt(DAYS);
        values.put(Column.SHARPE_VECTORBT, MetricFormulas.sharpe(returns, n) * scale);
        values.put(Column.SORTINO_VECTORBT, MetricFormulas.sortino(returns, n) * scale);
        double annual = StrictMath.pow(equity[n - 1] / initial, year / n) - 1;
        values.put(Column.CALMAR_VECTORBT, MetricFormulas.ratio(annual, drawdown(equity)));
        double gains = 0;
        double losses = 0;
        for (double r : returns) {
            gains += Math.max(r, 0);
            losses -= Math.min(r, 0);
        }
        values.put(Column.OMEGA_VECTORBT, MetricFormulas.ratio(gains, losses));
    }

    /**
     * backtesting.py: daily closes of days with bars, the first day's return counting as 0 in the
     * geometric mean and not at all elsewhere.
     */
    static void backtestingPy(double[] marks, double drawdown, Map<Column, Double> values) {
        int n = marks.length - 1;
        if (n < 2) {
            values.put(Column.SHARPE_BACKTESTING_PY, Double.NaN);
            values.put(Column.SORTINO_BACKTESTING_PY, Double.NaN);
            values.put(Column.CALMAR_BACKTESTING_PY, Double.NaN);
            return;
        }
        double[] returns = new double[n];
        double logSum = 0;
        boolean lostAll = false;
        for (int d = 0; d < n; d++) {
            double growth = marks[d] == 0 ? 1 : marks[d + 1] / marks[d];
            returns[d] = growth - 1;
            lostAll |= growth <= 0;
            logSum += StrictMath.log(growth);
        }
        double geometric = lostAll ? 0 : StrictMath.exp(logSum / marks.length) - 1;
        double annual = StrictMath.pow(1 + geometric, DAYS) - 1;
        double deviation = MetricFormulas.deviation(returns, n, MetricFormulas.mean(returns, n));
        double squared = (1 + geometric) * (1 + geometric);
        double volatility =
                Math.sqrt(
                        StrictMath.pow(deviation * deviation + squared, DAYS)
                                - StrictMath.pow(squared, DAYS));
        values.put(Column.SHARPE_BACKTESTING_PY, MetricFormulas.ratio(annual, volatility));
        values.put(
                Column.SORTINO_BACKTESTING_PY,
                MetricFormulas.ratio(annual, downside(returns) * Math.sqrt(DAYS)));
        values.put(Column.CALMAR_BACKTESTING_PY, MetricFormulas.ratio(annual, drawdown));
    }

    /** backtrader's SharpeRatio_A over days: 1 % a year free of risk, population deviation. */
    static void backtrader(double[] returns, Map<Column, Double> values) {
        double free = StrictMath.pow(1 + BACKTRADER_RISK_FREE, 1 / BUSINESS_DAYS) - 1;
        double mean = MetricFormulas.mean(returns, returns.length) - free;
        double ratio = MetricFormulas.ratio(mean, populationDeviation(returns));
        values.put(Column.SHARPE_BACKTRADER, ratio * Math.sqrt(BUSINESS_DAYS));
    }

    /** quantstats with its defaults: 252 periods a year, nothing free of risk. */
    static void quantstats(double[] returns, Map<Column, Double> values) {
        double scale = Math.sqrt(BUSINESS_DAYS) / Math.sqrt(DAYS);
        int n = returns.length;
        values.put(Column.SHARPE_QUANTSTATS, MetricFormulas.sharpe(returns, n) * scale);
        values.put(Column.SORTINO_QUANTSTATS, MetricFormulas.sortino(returns, n) * scale);
    }

    /** The deepest fall from a peak among the values themselves, a fraction. */
    static double drawdown(double[] equity) {
        double peak = 0;
        double deepest = 0;
        for (double value : equity) {
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, 1 - value / peak);
        }
        return deepest;
    }

    /** The standard deviation with divisor n; NaN without values. */
    static double populationDeviation(double[] values) {
        int n = values.length;
        double mean = MetricFormulas.mean(values, n);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / n);
    }

    private static double downside(double[] returns) {
        double squares = 0;
        for (double r : returns) {
            squares += Math.min(r, 0) * Math.min(r, 0);
        }
        return Math.sqrt(squares / returns.length);
    }
}
