package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.EngineVersion;
import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.platform.web.ApiProblem;
import java.math.BigDecimal;

/** Puts backtests together with what is known of their instrument. Thread-safe. */
public final class BacktestInputs {

    private final InstrumentStore instruments;

    BacktestInputs(InstrumentStore instruments) {
        this.instruments = instruments;
    }

    /**
     * A backtest over given data.
     *
     * @param series the candles of the data in the strategy's timeframe
     * @throws ApiProblem 422 when sums over the candles would not be exact
     */
    public Backtest over(
            BacktestSpec spec, RangeData data, CandleSeries series, ContentHash dataSnapshot) {
        try {
            ExactRange.require(spec.strategy().indicators(), series);
        } catch (CandleDataException e) {
            throw ApiProblem.invalid(
                    "strategy.instrument", null, "unsuitable_data", String.valueOf(e.getMessage()));
        }
        BigDecimal tick =
                instruments
                        .find(spec.strategy().instrument())
                        .map(Instrument::tickSize)
                        .orElse(null);
        return new Backtest(
                spec,
                BacktestInput.of(data, series, spec.range(), spec.initialEquity()),
                new Lineage(BacktestDocument.hash(spec), dataSnapshot, EngineVersion.CURRENT),
                tick == null || tick.signum() <= 0 ? null : tick.doubleValue());
    }
}
