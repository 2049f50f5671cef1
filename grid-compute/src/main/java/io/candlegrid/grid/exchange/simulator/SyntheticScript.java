package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Optional;

/**
 * Made-up candles of any instrument at any time without a memory of earlier ones: slow and fast
 * waves with noise on top, a pure function of seed, symbol and minute. Each candle opens where the
 * one before closed. Prices have 2 decimals, volumes 3.
 */
public final class SyntheticScript implements CandleScript {

    private final long seed;

    public SyntheticScript(long seed) {
        this.seed = seed;
    }

    @Override
    public Optional<Candle> candle(InstrumentId instrument, long tsOpenMillis) {
        long key = Chance.mix(seed, instrument.marketId(), instrument.symbol().hashCode());
        long minute = tsOpenMillis / Timeframe.M1.millis();
        double open = price(key, minute - 1);
        double close = price(key, minute);
        double wick = 0.0004 * Math.max(open, close);
        double high = cents(Math.max(open, close) + wick * Chance.unit(key, minute, 1));
        double low = cents(Math.min(open, close) - wick * Chance.unit(key, minute, 2));
        double volume = StrictMath.round(1 + 9_999 * Chance.unit(key, minute, 3)) / 1_000.0;
        double bought = StrictMath.round(volume * Chance.unit(key, minute, 4) * 1_000) / 1_000.0;
        double middle = (open + close) / 2;
        return Optional.of(
                new Candle(
                        instrument,
                        tsOpenMillis,
                        open,
                        high,
                        low,
                        close,
                        volume,
                        cents(volume * middle),
                        bought,
                        cents(bought * middle),
                        1 + StrictMath.round(volume * 30)));
    }

    private static double price(long key, long minute) {
        double base = StrictMath.exp(StrictMath.log(50) + 7 * Chance.unit(key, 0, 5));
        double phase = 2 * StrictMath.PI * Chance.unit(key, 0, 6);
        double move =
                0.03 * StrictMath.sin(minute / 700.0 + phase)
                        + 0.008 * StrictMath.sin(minute / 53.0 + 2 * phase)
                        + 0.002 * (Chance.unit(key, minute, 7) - 0.5);
        return cents(base * (1 + move));
    }

    private static double cents(double value) {
        return StrictMath.round(value * 100) / 100.0;
    }
}
