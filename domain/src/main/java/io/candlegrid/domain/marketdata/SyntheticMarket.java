package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up market for machines without data: volatility in clusters, trends that come and go, a
 * day's rhythm, a venue halt and a few quiet minutes. The same values give the same candles
 * anywhere. Prices have 2 decimals, volumes 5.
 *
 * @param instrument whose symbol starts with {@code SYNTH}, so that nobody takes it for real
 * @param seed of the random numbers
 * @param fromMillis open time of the first candle, epoch milliseconds, on the minute
 * @param bars number of candles; the span is longer by the minutes of {@link #holes}
 */
public record SyntheticMarket(InstrumentId instrument, long seed, long fromMillis, int bars) {

    private static final double START_PRICE = 40_000;
    private static final double USUAL_LOG_VOLATILITY = StrictMath.log(0.0006);
    private static final int MINUTES_PER_DAY = 1_440;

    public SyntheticMarket {
        if (!instrument.symbol().startsWith("SYNTH")) {
            throw new IllegalArgumentException(
                    "symbol="
                            + instrument.symbol()
                            + " must start with SYNTH, so that made-up candles can't mix with real"
                            + " ones");
        }
        if (bars < 1 || fromMillis % Timeframe.M1.millis() != 0) {
            throw new IllegalArgumentException("bars=" + bars + " fromMillis=" + fromMillis);
        }
    }

    /** A year of SYNTHUSDT on binance spot: 525,600 candles from the start of 2025. */
    public static SyntheticMarket year(long seed) {
        return new SyntheticMarket(
                new InstrumentId(1, "SYNTHUSDT"), seed, 1_735_689_600_000L, 525_600);
    }

    /**
     * The minutes that are left out: with at least a day of candles a halt of two hours after a
     * third of them, and three quiet minutes after two thirds.
     */
    public List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        if (bars >= MINUTES_PER_DAY) {
            long halt = fromMillis + bars / 3 * Timeframe.M1.millis();
            long haltEnd = halt + 120 * Timeframe.M1.millis();
            holes.add(new Hole(halt, haltEnd, HoleType.VENUE_HALT));
            long quiet = haltEnd + bars / 3 * Timeframe.M1.millis();
            long quietEnd = quiet + 3 * Timeframe.M1.millis();
            holes.add(new Hole(quiet, quietEnd, HoleType.NO_TRADES));
        }
        return holes;
    }

    /** The candles, in order of open time. */
    public RawCandles candles() {
        return new Walk().run();
    }

    /** The state of the random walk. */
    private final class Walk {
        private final Random random = new Random(seed);
        private final List<Hole> holes = holes();
        private final double[] row = new double[RawCandles.Column.values().length];
        private double logPrice = StrictMath.log(START_PRICE);
        private double logVolatility = USUAL_LOG_VOLATILITY;
        private double drift;
        private int trendMinutesLeft;

        RawCandles run() {
            RawCandles candles = new RawCandles(instrument, CandleSource.SYNTHETIC, bars);
            long ts = fromMillis;
            double open = START_PRICE;
            int nextHole = 0;
            for (int i = 0; i < bars; i++) {
                if (nextHole < holes.size() && ts == holes.get(nextHole).fromMillis()) {
                    ts = holes.get(nextHole++).toMillis();
                }
                open = step(ts, open, candles);
                ts += Timeframe.M1.millis();
            }
            return candles;
        }

        private double step(long ts, double open, RawCandles candles) {
            if (trendMinutesLeft-- == 0) {
                trendMinutesLeft = 360 + random.nextInt(8 * MINUTES_PER_DAY);
                drift = random.nextGaussian() * 4e-6;
            }
            // An Ornstein-Uhlenbeck process for the log of volatility: calm and wild hours.
            logVolatility +=
                    0.004 * (USUAL_LOG_VOLATILITY - logVolatility) + 0.06 * random.nextGaussian();
            double minuteOfDay = (double) (ts / Timeframe.M1.millis() % MINUTES_PER_DAY);
            double rhythm =
                    1 + 0.35 * StrictMath.sin(2 * StrictMath.PI * (minuteOfDay / 1_440 - 0.3));
            double volatility = StrictMath.exp(logVolatility) * rhythm;
            double pull = 2e-7 * (StrictMath.log(START_PRICE) - logPrice);
            double change = drift + pull + volatility * random.nextGaussian();
            logPrice += change;
            double close = cents(StrictMath.exp(logPrice));
            double wick = volatility * 0.6 * open;
            double high = cents(Math.max(open, close) + wick * random.nextDouble());
            double low = cents(Math.min(open, close) - wick * random.nextDouble());
            double activity = volatility / 0.0006 + 4 * Math.abs(change) / 0.0006;
            double volume = StrictMath.round(activity * (1 + random.nextDouble()) * 4e5) / 1e5;
            add(candles, ts, open, high, low, close, volume);
            return close;
        }

        private void add(
                RawCandles candles,
                long ts,
                double open,
                double high,
                double low,
                double close,
                double volume) {
            double bought =
                    StrictMath.round(volume * (0.3 + 0.4 * random.nextDouble()) * 1e5) / 1e5;
            double price = (open + close) / 2;
            row[RawCandles.Column.OPEN.ordinal()] = open;
            row[RawCandles.Column.HIGH.ordinal()] = high;
            row[RawCandles.Column.LOW.ordinal()] = low;
            row[RawCandles.Column.CLOSE.ordinal()] = close;
            row[RawCandles.Column.VOLUME.ordinal()] = volume;
            row[RawCandles.Column.QUOTE_VOLUME.ordinal()] = cents(volume * price);
            row[RawCandles.Column.TAKER_BUY_VOLUME.ordinal()] = bought;
            row[RawCandles.Column.TAKER_BUY_QUOTE_VOLUME.ordinal()] = cents(bought * price);
            candles.add(ts, row, 1 + StrictMath.round(volume * 30));
        }

        private static double cents(double value) {
            return StrictMath.round(value * 100) / 100.0;
        }
    }
}
