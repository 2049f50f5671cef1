package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;

/**
 * Seeded random candles that meet the corners of an engine: coarse ticks (so that levels are
 * touched exactly and prices repeat), quiet stretches, jumps over levels, holes, minutes without
 * volume.
 */
public final class RandomSeries {

    /** Start of every random series. */
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final InstrumentId SPOT = new InstrumentId(1, "BTCUSDT");
    private static final InstrumentId FUTURES = new InstrumentId(2, "BTCUSDT");

    private RandomSeries() {}

    /** A spot instrument for random runs. */
    public static InstrumentId spot() {
        return SPOT;
    }

    /** A futures instrument for random runs. */
    public static InstrumentId futures() {
        return FUTURES;
    }

    /** Up to {@code minutes} 1m candles, fewer where holes are drawn. */
    public static CandleSeries minutes(long seed, InstrumentId instrument, int minutes) {
        Random random = new Random(seed);
        int decimals = random.nextInt(4);
        double tick = Math.pow(10, -decimals) * (random.nextBoolean() ? 1 : 5);
        double quiet = Math.pow(10, -4 + 2 * random.nextDouble());
        double wild = quiet * (2 + 8 * random.nextDouble());
        double jumps = random.nextBoolean() ? 0.02 * random.nextDouble() : 0;
        double holes = random.nextBoolean() ? 0.02 * random.nextDouble() : 0;
        double price = 100 + 900 * random.nextDouble();
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument, minutes);
        boolean isWild = false;
        int minute = 0;
        while (minute < minutes) {
            isWild ^= random.nextInt(200) == 0;
            double spread = isWild ? wild : quiet;
            if (random.nextDouble() < jumps) {
                price *= Math.exp(20 * quiet * random.nextGaussian());
            }
            price = Math.clamp(price, 20, 20_000);
            double open = price;
            double high = open;
            double low = open;
            for (int step = 0; step < 4; step++) {
                price *= Math.exp(spread * random.nextGaussian());
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            builder.add(
                    START.toEpochMilli() + minute * Timeframe.M1.millis(),
                    onTick(open, tick, decimals),
                    onTick(high, tick, decimals),
                    onTick(low, tick, decimals),
                    onTick(price, tick, decimals),
                    random.nextInt(10) == 0
                            ? BigDecimal.ZERO
                            : BigDecimal.valueOf(random.nextInt(1_000_000), 3));
            minute += random.nextDouble() < holes ? 2 + random.nextInt(90) : 1;
        }
        return builder.build();
    }

    /** Bars of a timeframe from random minutes; at least one bar when minutes are plenty. */
    public static CandleSeries of(
            long seed, InstrumentId instrument, Timeframe timeframe, int minutes) {
        return Rollup.derive(minutes(seed, instrument, minutes), timeframe);
    }

    /** The range from the first bar, or a random later one, to the last bar's close or earlier. */
    public static TimeRange range(long seed, CandleSeries series) {
        Random random = new Random(seed);
        int bars = series.bars();
        int from = random.nextBoolean() ? 0 : random.nextInt(Math.max(1, bars / 4));
        int to = random.nextBoolean() ? bars - 1 : bars - 1 - random.nextInt(Math.max(1, bars / 4));
        Instant start = Instant.ofEpochMilli(series.tsOpenMillis()[from]);
        Instant end = Instant.ofEpochMilli(series.tsCloseMillis(Math.max(from, to)));
        return new TimeRange(
                start, end, from == 0 ? null : Instant.ofEpochMilli(series.tsOpenMillis()[0]));
    }

    private static BigDecimal onTick(double price, double tick, int decimals) {
        long ticks = Math.max(1, Math.round(price / tick));
        return BigDecimal.valueOf(Math.round(ticks * tick * Math.pow(10, decimals)), decimals);
    }
}
