package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.TimeRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy is run over.
 *
 * @param series the bars from {@link TimeRange#readFromMillis} to {@code range.to()}; those before
 *     {@code range.from()} feed indicators only
 * @param initialEquity quote units, positive
 * @param funding in order of time; empty when unknown or on spot
 * @param marks mark prices for liquidation; null when none are stored
 */
public record BacktestInput(
        CandleSeries series,
        TimeRange range,
        double initialEquity,
        TradingRules rules,
        List<FundingPayment> funding,
        @Nullable MarkCandles marks) {

    public BacktestInput {
        funding = List.copyOf(funding);
        if (!(initialEquity > 0) || Double.isInfinite(initialEquity)) {
            throw new IllegalArgumentException("initialEquity=" + initialEquity);
        }
    }

    /** Without funding, mark prices and lot sizes. */
    public static BacktestInput of(CandleSeries series, TimeRange range, double initialEquity) {
        return new BacktestInput(
                series,
                range,
                initialEquity,
                TradingRules.of(series.instrument().market()),
                List.of(),
                null);
    }

    /**
     * With all that is stored of a range.
     *
     * @param series the candles of {@code data} in the strategy's timeframe
     */
    public static BacktestInput of(
            RangeData data, CandleSeries series, TimeRange range, double initialEquity) {
        CandleSeries marks = data.marks();
        return new BacktestInput(
                series,
                range,
                initialEquity,
                TradingRules.of(series.instrument().market(), data.lots()),
                FundingSchedule.resolve(data.funding(), data.minutes(), marks),
                marks == null
                        ? null
                        : MarkCandles.align(series, Rollup.derive(marks, series.timeframe())));
    }

    /** First bar that is traded. */
    public int firstBar() {
        return series.firstBarAtOrAfter(range.from().toEpochMilli());
    }

    /** Length of the range in seconds. */
    public double rangeSeconds() {
        return Duration.between(range.from(), range.to()).toMillis() / 1000.0;
    }

    /** The bar after the last one that is traded. */
    public int endBar() {
        return series.firstBarAtOrAfter(range.to().toEpochMilli());
    }
}
