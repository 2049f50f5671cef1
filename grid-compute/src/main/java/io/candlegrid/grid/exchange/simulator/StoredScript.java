package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plays stored candles over and over, before and after the time they are of; minutes that they lack
 * are absent each time.
 */
public final class StoredScript implements CandleScript {

    private final NavigableMap<Long, Candle> candles;
    private final long period;

    /**
     * @param candles by open time, at least one
     */
    public StoredScript(NavigableMap<Long, Candle> candles) {
        this.candles = Collections.unmodifiableNavigableMap(new TreeMap<>(candles));
        period = candles.lastKey() - candles.firstKey() + Timeframe.M1.millis();
    }

    @Override
    public Optional<Candle> candle(InstrumentId instrument, long tsOpenMillis) {
        long first = candles.firstKey();
        long stored = first + Math.floorMod(tsOpenMillis - first, period);
        return Optional.ofNullable(candles.get(stored))
                .map(candle -> moved(instrument, tsOpenMillis, candle));
    }

    private static Candle moved(InstrumentId instrument, long tsOpenMillis, Candle candle) {
        return new Candle(
                instrument,
                tsOpenMillis,
                candle.open(),
                candle.high(),
                candle.low(),
                candle.close(),
                candle.volume(),
                candle.quoteVolume(),
                candle.takerBuyVolume(),
                candle.takerBuyQuoteVolume(),
                candle.trades());
    }
}
