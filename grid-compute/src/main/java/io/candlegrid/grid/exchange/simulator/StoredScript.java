package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Optional;

/** Plays stored candles again, moved in time; what they lack is absent. */
public final class StoredScript implements CandleScript {

    private final RawCandles candles;
    private final long shiftMillis;

    /**
     * @param candles ascending by open time
     * @param shiftMillis added to their open times, whole minutes
     */
    public StoredScript(RawCandles candles, long shiftMillis) {
        if (shiftMillis % Timeframe.M1.millis() != 0) {
            throw new IllegalArgumentException(
                    "shiftMillis=" + shiftMillis + " is not a number of whole minutes");
        }
        this.candles = candles;
        this.shiftMillis = shiftMillis;
    }

    @Override
    public Optional<Candle> candle(InstrumentId instrument, long tsOpenMillis) {
        long wanted = tsOpenMillis - shiftMillis;
        int low = 0;
        int high = candles.count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = candles.tsOpenMillis(middle);
            if (at == wanted) {
                return Optional.of(moved(instrument, tsOpenMillis, candles.candle(middle)));
            }
            if (at < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
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
