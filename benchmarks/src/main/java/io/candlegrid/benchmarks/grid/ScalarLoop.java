package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.MetricFormulas;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;

/**
 * The grid as a tight loop over bars on primitive arrays, what a careful programmer writes without
 * an engine: indicator columns are computed once per window, everything else bar by bar. Not
 * thread-safe.
 */
final class ScalarLoop {

    /** What both programs must agree on, bit by bit. */
    record Outcome(int trades, double totalReturn, double maxDrawdown, double sharpe) {}

    private static final int DAY = 1440;

    private final CrossGrid grid;
    private final double[] close;
    private final double[] marks;
    private final double[] returns;

    ScalarLoop(CrossGrid grid) {
        this.grid = grid;
        close = grid.series().values(PriceSource.CLOSE);
        int days = (close.length + DAY - 1) / DAY;
        marks = new double[days];
        returns = new double[days];
    }

    /** The mean of each window of closes, NaN before the first. */
    double[] average(int window) {
        CandleSeries series = grid.series();
        long[] raw = series.close();
        double divisor = window * series.priceScale();
        double[] average = new double[raw.length];
        long sum = 0;
        for (int i = 0; i < raw.length; i++) {
            sum += raw[i];
            if (i >= window) {
                sum -= raw[i - window];
            }
            average[i] = i < window - 1 ? Double.NaN : (double) sum / divisor;
        }
        return average;
    }

    /** Runs one combination. */
    Outcome run(double[] fast, double[] slow) {
        double fee = CrossGrid.FEE_PCT / 100;
        double cash = CrossGrid.INITIAL_EQUITY;
        double quantity = 0;
        double entry = 0;
        double peak = cash;
        double deepest = 0;
        double equity = cash;
        int trades = 0;
        int untilMark = DAY;
        int day = 0;
        for (int i = 0; i < close.length; i++) {
            double price = close[i];
            if (i > 0) {
                if (quantity > 0) {
                    if (fast[i - 1] >= slow[i - 1] && fast[i] < slow[i]) {
                        double exitFee = quantity * price * fee;
                        double gross = Money.grossPnl(1, quantity, entry, price);
                        cash = Money.cashAfterExit(cash, gross, exitFee);
                        quantity = 0;
                        trades++;
                    }
                } else if (fast[i - 1] <= slow[i - 1] && fast[i] > slow[i]) {
                    double most = Money.maxNotional(cash, 1, fee);
                    quantity = Money.percentEquityQuantity(100, most, price);
                    cash -= quantity * price * fee;
                    entry = price;
                }
            }
            equity = quantity > 0 ? Money.equity(cash, 1, quantity, entry, price) : cash;
            if (equity < peak) {
                deepest = Math.max(deepest, 1 - equity / peak);
            } else {
                peak = equity;
            }
            if (--untilMark == 0) {
                untilMark = DAY;
                marks[day++] = equity;
            }
        }
        if (day < marks.length) {
            marks[day] = equity;
        }
        MetricFormulas.dailyReturns(CrossGrid.INITIAL_EQUITY, marks, marks.length, returns);
        return new Outcome(
                trades,
                MetricFormulas.totalReturn(CrossGrid.INITIAL_EQUITY, equity),
                deepest,
                MetricFormulas.sharpe(returns, returns.length));
    }
}
