package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Derives longer candles from 1m candles. A derived candle exists only when every 1m candle of its
 * UTC-aligned bucket is there; it is never padded.
 */
public final class Rollup {

    private Rollup() {}

    /**
     * The full buckets of a 1m series.
     *
     * <p>{@code untestedMinutes[i]} of the result counts the stored minutes between its bars i−1
     * and i that belong to no bar because their bucket is not full. Its holes are the absent 1m
     * candles between its first open and its last close.
     */
    public static CandleSeries derive(CandleSeries minutes, Timeframe timeframe) {
        if (minutes.timeframe() != Timeframe.M1) {
            throw new IllegalArgumentException(
                    "timeframe=" + minutes.timeframe().label() + " expected=1m");
        }
        return timeframe == Timeframe.M1 ? minutes : new Derivation(minutes, timeframe).run();
    }

    private static final class Derivation {

        private final CandleSeries minutes;
        private final Timeframe timeframe;
        private final long[] tsOpenMillis;
        private final long[][] columns = new long[5][];
        private final int[] untested;
        private int bars;
        private int waiting;

        Derivation(CandleSeries minutes, Timeframe timeframe) {
            this.minutes = minutes;
            this.timeframe = timeframe;
            int capacity = minutes.bars() / timeframe.minutes() + 1;
            tsOpenMillis = new long[capacity];
            untested = new int[capacity];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new long[capacity];
            }
        }

        CandleSeries run() {
            long[] times = minutes.tsOpenMillis();
            int first = 0;
            while (first < times.length) {
                long bucket = Math.floorDiv(times[first], timeframe.millis());
                int end = first + 1;
                while (end < times.length
                        && Math.floorDiv(times[end], timeframe.millis()) == bucket) {
                    end++;
                }
                take(bucket * timeframe.millis(), first, end);
                first = end;
            }
            return result();
        }

        private void take(long tsOpen, int first, int end) {
            if (end - first < timeframe.minutes()) {
                waiting += end - first;
                return;
            }
            long high = minutes.high()[first];
            long low = minutes.low()[first];
            long volume = 0;
            for (int i = first; i < end; i++) {
                high = Math.max(high, minutes.high()[i]);
                low = Math.min(low, minutes.low()[i]);
                volume += minutes.volume()[i];
            }
            if (volume >= Decimals.EXACT_LIMIT) {
                throw new CandleDataException(
                        minutes.instrument().key()
                                + " "
                                + timeframe.label()
                                + " candle at "
                                + Instant.ofEpochMilli(tsOpen)
                                + ": the volume does not fit below 2^53 when scaled by 10^"
                                + minutes.volumeDecimals());
            }
            tsOpenMillis[bars] = tsOpen;
            columns[0][bars] = minutes.open()[first];
            columns[1][bars] = high;
            columns[2][bars] = low;
            columns[3][bars] = minutes.close()[end - 1];
            columns[4][bars] = volume;
            untested[bars] = waiting;
            waiting = 0;
            bars++;
        }

        private CandleSeries result() {
            long[] times = Arrays.copyOf(tsOpenMillis, bars);
            return new CandleSeries(
                    minutes.instrument(),
                    timeframe,
                    times,
                    Arrays.copyOf(columns[0], bars),
                    Arrays.copyOf(columns[1], bars),
                    Arrays.copyOf(columns[2], bars),
                    Arrays.copyOf(columns[3], bars),
                    Arrays.copyOf(columns[4], bars),
                    minutes.priceDecimals(),
                    minutes.volumeDecimals(),
                    Arrays.copyOf(untested, bars),
                    bars == 0
                            ? List.of()
                            : Holes.within(
                                    minutes.holes(),
                                    times[0],
                                    times[bars - 1] + timeframe.millis()));
        }
    }
}
