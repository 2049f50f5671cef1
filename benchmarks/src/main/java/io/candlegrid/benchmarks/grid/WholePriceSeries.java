package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A seeded random walk of 1m candles with changing volatility. Prices are whole numbers, so that
 * sums of doubles are exact too and all programs see the same crosses.
 */
public final class WholePriceSeries {

    /** Open of the first candle, a midnight. */
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private WholePriceSeries() {}

    /**
     * @param bars fewer than a few million: prices then stay below 10^6
     */
    public static CandleSeries of(int marketId, int bars, long seed) {
        Random random = new Random(seed);
        double price = 500_000;
        double volatility = 0.0006;
        long[] time = new long[bars];
        long[] open = new long[bars];
        long[] high = new long[bars];
        long[] low = new long[bars];
        long[] close = new long[bars];
        long[] volume = new long[bars];
        for (int i = 0; i < bars; i++) {
            if (random.nextInt(500) == 0) {
                volatility = 0.0002 + 0.001 * random.nextDouble();
            }
            time[i] = START.toEpochMilli() + i * Timeframe.M1.millis();
            open[i] = Math.round(price);
            price *= Math.exp(volatility * random.nextGaussian());
            close[i] = Math.round(price);
            long wick = Math.round(price * volatility * 0.5);
            high[i] = Math.max(open[i], close[i]) + random.nextLong(wick + 1);
            low[i] = Math.min(open[i], close[i]) - random.nextLong(wick + 1);
            volume[i] = random.nextInt(1_000_000);
        }
        return new CandleSeries(
                new InstrumentId(marketId, "BTCUSDT"),
                Timeframe.M1,
                time,
                open,
                high,
                low,
                close,
                volume,
                0,
                3,
                new int[bars],
                List.of());
    }
}
