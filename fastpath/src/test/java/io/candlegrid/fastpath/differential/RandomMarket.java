package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.Decimals;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Draws 1m candles of a regime, on a tick, with holes. */
final class RandomMarket {

    private static final long START_MILLIS = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final int MINUTES_OF_A_MONTH = 31 * 1440;

    private final RandomGenerator random;
    private final Regime regime;
    private final int decimals;
    private final int volumeDecimals;
    private final int unit;
    private final double start;
    private final double spread;
    private final double drift;
    private double price;

    private RandomMarket(RandomGenerator random, Regime regime) {
        this.random = random;
        this.regime = regime;
        volumeDecimals = random.nextInt(6);
        unit = new int[] {1, 1, 5, 25}[random.nextInt(4)];
        int digits;
        switch (regime) {
            case TINY_PRICES -> {
                decimals = 7 + random.nextInt(6);
                digits = 3 + random.nextInt(3);
            }
            case LARGE_PRICES -> {
                decimals = random.nextInt(5);
                digits = decimals + 6 + random.nextInt(3);
            }
            case FLAT -> {
                decimals = random.nextInt(4);
                digits = 2;
            }
            default -> {
                decimals = random.nextInt(4);
                digits = decimals + 2 + random.nextInt(3);
            }
        }
        start = (1 + 8 * random.nextDouble()) * Math.pow(10, digits);
        price = start;
        spread = spread();
        drift = regime == Regime.TRENDING ? spread * random.nextDouble(-0.5, 0.5) : 0;
    }

    private double spread() {
        return switch (regime) {
            case FLAT -> random.nextDouble(0.001, 0.02);
            case VIOLENT -> random.nextDouble(0.01, 0.08);
            default -> Math.pow(10, random.nextDouble(-4, -2.3));
        };
    }

    /**
     * Up to {@code minutes} candles, at least one.
     *
     * @param holes probability of a hole after a candle
     */
    static CandleSeries minutes(
            RandomGenerator random,
            Regime regime,
            InstrumentId instrument,
            int minutes,
            double holes) {
        return new RandomMarket(random, regime).draw(instrument, minutes, holes);
    }

    private CandleSeries draw(InstrumentId instrument, int minutes, double holes) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument, minutes);
        long first = START_MILLIS + random.nextInt(MINUTES_OF_A_MONTH) * Timeframe.M1.millis();
        int minute = 0;
        while (minute < minutes) {
            addCandle(builder, first + minute * Timeframe.M1.millis());
            minute += random.nextDouble() < holes ? 1 + holeMinutes() : 1;
        }
        return builder.build();
    }

    private int holeMinutes() {
        return switch (random.nextInt(10)) {
            case 0 -> 1440 + random.nextInt(3000);
            case 1, 2, 3 -> 1 + random.nextInt(3);
            default -> 1 + random.nextInt(300);
        };
    }

    private void addCandle(CandleSeriesBuilder builder, long time) {
        if (regime == Regime.GAPPING && random.nextInt(6) == 0) {
            move(6);
        }
        double open = price;
        double high = open;
        double low = open;
        boolean still = regime == Regime.FLAT && random.nextInt(3) == 0;
        for (int step = 0; step < 3 && !still; step++) {
            move(0.6);
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        builder.add(
                time,
                onTick(open),
                onTick(high),
                onTick(low),
                onTick(price),
                random.nextInt(10) == 0
                        ? 0
                        : random.nextInt(1_000_000) / (double) Decimals.powerOfTen(volumeDecimals));
    }

    private void move(double size) {
        double pull = regime == Regime.MEAN_REVERTING ? 0.05 * Math.log(start / price) : 0;
        price *= Math.exp(size * spread * random.nextGaussian() + drift + pull);
        price = Math.clamp(price, start / 20, start * 20);
    }

    /** The decimal nearest to a price in units of the last decimal that is on the tick. */
    private double onTick(double priceUnits) {
        long ticks = Math.max(1, Math.round(priceUnits / unit));
        return ticks * unit / (double) Decimals.powerOfTen(decimals);
    }
}
