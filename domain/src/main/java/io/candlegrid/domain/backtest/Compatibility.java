package io.candlegrid.domain.backtest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures by the formulas of other backtesters, to compare results with theirs; each column is
 * named for what it mimics. NaN where undefined. Formulas in {@code docs/engine/metrics.md}.
 *
 * @param values every column
 */
public record Compatibility(Map<Column, Double> values) {

    /** A figure of another program; the name in documents is the lower-case name. */
    public enum Column {
        SHARPE_VECTORBT,
        SORTINO_VECTORBT,
        CALMAR_VECTORBT,
        OMEGA_VECTORBT,
        SHARPE_BACKTESTING_PY,
        SORTINO_BACKTESTING_PY,
        CALMAR_BACKTESTING_PY,
        PROFIT_FACTOR_BACKTESTING_PY,
        EXPECTANCY_BACKTESTING_PY,
        KELLY_BACKTESTING_PY,
        EXPOSURE_BACKTESTING_PY,
        SHARPE_BACKTRADER,
        SQN_BACKTRADER,
        SHARPE_QUANTSTATS,
        SORTINO_QUANTSTATS,
        SHARPE_FREQTRADE,
        SORTINO_FREQTRADE,
        CALMAR_FREQTRADE,
        EXPECTANCY_RATIO_FREQTRADE;

        /** The name in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Compatibility {
        values = Map.copyOf(values);
    }

    /** The value of a column, NaN where undefined. */
    public double get(Column column) {
        return values.getOrDefault(column, Double.NaN);
    }

    /**
     * All columns of a result.
     *
     * @param equity {@code double[traded bars]}, at closes
     * @param rows one per day of the range
     */
    public static Compatibility of(
            BacktestInput input,
            TradingDays days,
            List<DailyEquity> rows,
            double[] equity,
            List<Trade> trades) {
        Map<Column, Double> values = new EnumMap<>(Column.class);
        double initial = input.initialEquity();
        PeerRatios.vectorbt(initial, equity, input.series().timeframe().minutes(), values);
        PeerRatios.backtestingPy(marks(input, days, rows), PeerRatios.drawdown(equity), values);
        double[] returns = dailyReturns(initial, rows);
        PeerRatios.backtrader(returns, values);
        PeerRatios.quantstats(returns, values);
        PeerTrades.backtestingPy(trades, input.firstBar(), equity.length, values);
        PeerTrades.backtrader(trades, values);
        PeerTrades.freqtrade(trades, initial, wholeDays(input), values);
        return new Compatibility(values);
    }

    /** Equity at the end of each day that has bars. */
    private static double[] marks(BacktestInput input, TradingDays days, List<DailyEquity> rows) {
        double[] marks = new double[days.count()];
        int count = 0;
        int before = input.firstBar() - 1;
        for (int d = 0; d < days.count(); d++) {
            if (days.lastBar()[d] > before) {
                marks[count++] = rows.get(d).equity();
                before = days.lastBar()[d];
            }
        }
        return Arrays.copyOf(marks, count);
    }

    private static double[] dailyReturns(double initial, List<DailyEquity> rows) {
        double[] marks = rows.stream().mapToDouble(DailyEquity::equity).toArray();
        double[] returns = new double[marks.length];
        MetricFormulas.dailyReturns(initial, marks, marks.length, returns);
        return returns;
    }

    /** Whole days from the first bar's open to the last one's, at least 1. */
    private static long wholeDays(BacktestInput input) {
        long[] opens = input.series().tsOpenMillis();
        long span = opens[input.endBar() - 1] - opens[input.firstBar()];
        return Math.max(1, span / TradingDays.DAY_MILLIS);
    }
}
