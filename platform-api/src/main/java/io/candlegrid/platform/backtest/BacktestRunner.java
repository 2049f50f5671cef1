package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.StoredRange;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.platform.web.ApiProblem;
import java.util.List;

/** Finds the stored data of backtests. Thread-safe. */
public final class BacktestRunner {

    /** Most 1m candles that are read for one backtest: four years. */
    private static final long MAX_MINUTES = 4 * 366 * 24 * 60;

    private final RangeReader stored;
    private final CausalityGate gate;
    private final BacktestInputs inputs;

    BacktestRunner(RangeReader stored, CausalityGate gate, BacktestInputs inputs) {
        this.stored = stored;
        this.gate = gate;
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
                        StoredRange.clamp(
                                stored.candles(), asked.strategy().instrument(), asked.range()));
        requireBounded(clamped);
        return clamped;
    }

    /**
     * A backtest over what is stored now; the range ends with the last stored candle.
     *
     * @throws ApiProblem 422 when there are no candles or too many, when lot rules are asked for
     *     and not known, and when the strategy looks ahead
     */
    public Backtest load(BacktestSpec asked) {
        TimeRange clamped = check(asked);
        StoredRange range =
                ApiProblem.orThrow(
                        StoredRange.read(
                                stored,
                                asked.strategy().instrument(),
                                asked.strategy().timeframe(),
                                clamped,
                                asked.strategy().execution().respectLotSize()));
        List<ValidationError> errors = gate.check(List.of(asked.strategy()), range.series());
        if (!errors.isEmpty()) {
            throw ApiProblem.invalid(errors);
        }
        BacktestSpec spec =
                new BacktestSpec(asked.strategy(), range.range(), asked.initialEquity());
        return inputs.over(spec, range.data(), range.series(), range.snapshot());
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
