package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import java.util.ArrayList;
import java.util.List;

/** Drawdowns and days of an equity curve marked at every close. Immutable. */
public final class EquityCurve {

    private final double[] equity;
    private final double[] drawdown;
    private final double initial;
    private double deepest;
    private long longestMillis;

    /**
     * @param equity {@code double[traded bars]}, at the closes from {@code firstBar} on
     */
    public EquityCurve(CandleSeries series, int firstBar, double initial, double[] equity) {
        this.equity = equity;
        this.initial = initial;
        drawdown = new double[equity.length];
        double peak = initial;
        long peakMillis = series.tsOpenMillis()[firstBar];
        boolean wasUnder = false;
        for (int i = 0; i < equity.length; i++) {
            long closeMillis = series.tsCloseMillis(firstBar + i);
            boolean under = equity[i] < peak;
            if (under || wasUnder) {
                longestMillis = Math.max(longestMillis, closeMillis - peakMillis);
            }
            if (under) {
                drawdown[i] = 1 - equity[i] / peak;
                deepest = Math.max(deepest, drawdown[i]);
            } else {
                peak = equity[i];
                peakMillis = closeMillis;
            }
            wasUnder = under;
        }
    }

    /** Equity at the last close. */
    public double last() {
        return equity[equity.length - 1];
    }

    /** The deepest drawdown, a fraction. */
    public double maxDrawdown() {
        return deepest;
    }

    /** The longest time from a peak to the close that regained it, or to the last close. */
    public double maxDrawdownSeconds() {
        return longestMillis / 1000.0;
    }

    /** One row per day; a day without bars carries the values before it. */
    public List<DailyEquity> days(TradingDays days, int firstBar) {
        List<DailyEquity> rows = new ArrayList<>(days.count());
        int next = 0;
        for (int d = 0; d < days.count(); d++) {
            int end = days.lastBar()[d] - firstBar + 1;
            double low = Double.POSITIVE_INFINITY;
            double deepestOfDay = 0;
            for (int i = Math.min(next, Math.max(end - 1, 0)); i < end; i++) {
                low = Math.min(low, equity[i]);
                deepestOfDay = Math.max(deepestOfDay, drawdown[i]);
            }
            double last = end == 0 ? initial : equity[end - 1];
            rows.add(
                    new DailyEquity(
                            days.firstDayMillis() + d * TradingDays.DAY_MILLIS,
                            last,
                            end == 0 ? initial : low,
                            deepestOfDay));
            next = end;
        }
        return rows;
    }
}
