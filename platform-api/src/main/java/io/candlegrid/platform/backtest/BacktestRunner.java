package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestReport;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.backtest.EngineVersion;
import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.StoredRange;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.platform.web.ApiProblem;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runs backtests over stored candles with the reference engine. Thread-safe. */
public final class BacktestRunner {

    /** Most 1m candles that are read for one backtest: four years. */
    private static final long MAX_MINUTES = 4 * 366 * 24 * 60;

    private final RangeReader stored;
    private final CausalityGate gate;

    BacktestRunner(RangeReader stored, CausalityGate gate) {
        this.stored = stored;
        this.gate = gate;
    }

    /**
     * The report of a backtest over what is stored now; the range ends with the last stored candle.
     *
     * @throws ApiProblem 422 when there are no candles or too many, when lot rules are asked for
     *     and not known, and when the strategy looks ahead
     */
    ObjectNode run(BacktestSpec asked) {
        TimeRange clamped =
                ApiProblem.orThrow(
                        StoredRange.clamp(
                                stored.candles(), asked.strategy().instrument(), asked.range()));
        requireBounded(clamped);
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
        return report(spec, range.data(), range.series(), range.snapshot());
    }

    /**
     * The report of a backtest over given data.
     *
     * @param series the candles of the data in the strategy's timeframe
     */
    public static ObjectNode report(
            BacktestSpec spec, RangeData data, CandleSeries series, ContentHash dataSnapshot) {
        try {
            ExactRange.require(spec.strategy().indicators(), series);
        } catch (CandleDataException e) {
            throw ApiProblem.invalid("strategy.instrument", null, "unsuitable_data", message(e));
        }
        BacktestInput input = BacktestInput.of(data, series, spec.range(), spec.initialEquity());
        Lineage lineage =
                new Lineage(BacktestDocument.hash(spec), dataSnapshot, EngineVersion.CURRENT);
        return BacktestReport.of(
                spec.strategy(), input, ReferenceEngine.run(spec.strategy(), input), lineage);
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

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
