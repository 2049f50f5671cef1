package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.StoredRange;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.platform.web.ApiProblem;

/** Finds the stored candles of backtests. Thread-safe. */
public final class BacktestRunner {

    /** Most 1m candles that are read for one backtest: four years. */
    private static final long MAX_MINUTES = 4 * 366 * 24 * 60;

    private final CandleStore candles;
    private final BacktestInputs inputs;

    BacktestRunner(CandleStore candles, BacktestInputs inputs) {
        this.candles = candles;
        this.inputs = inputs;
    }

    /**
     * The range of a backtest as far as it is stored now, without reading candles.
     *
     * @throws ApiProblem 422 when there are no candles or too many
     */
    public TimeRange check(BacktestSpec asked) {
        TimeRange clamped =
                ApiProblem.orThrow(
                        StoredRange.clamp(candles, asked.strategy().instrument(), asked.range()));
        requireBounded(clamped);
        return clamped;
    }

    /**
     * A backtest over what is stored now; the range ends with the last stored candle.
     *
     * @throws ApiProblem 422 when there are no candles or too many
     */
    public Backtest load(BacktestSpec asked) {
        TimeRange clamped = check(asked);
        StoredRange stored =
                ApiProblem.orThrow(
                        StoredRange.read(
                                candles,
                                asked.strategy().instrument(),
                                asked.strategy().timeframe(),
                                clamped));
        BacktestSpec spec =
                new BacktestSpec(asked.strategy(), stored.range(), asked.initialEquity());
        return inputs.over(spec, stored.series(), stored.snapshot());
    }

    private static void requireBounded(TimeRange range) {
        long minutes = (range.to().toEpochMilli() - range.readFromMillis()) / Timeframe.M1.millis();
        if (minutes > MAX_MINUTES) {
            throw ApiProblem.invalid(
                    "range",
                    range.from() + " … " + range.to(),
                    "too_large",
                    "the range has %,d minutes; at most %,d are computed while you wait. Submit it as an optimization with one combination instead."
                            .formatted(minutes, MAX_MINUTES));
        }
    }
}
