package io.candlegrid.domain.marketdata;

import java.util.Arrays;
import java.util.List;

/**
 * The candles of one instrument and timeframe in ascending order of open time, column by column,
 * prices and volumes as integers scaled by powers of ten: an exact value is {@code raw / 10^d}.
 * Immutable by convention: the arrays are shared, nobody writes to them.
 *
 * @param tsOpenMillis {@code long[bars]}, open times, epoch milliseconds, strictly ascending
 * @param open {@code long[bars]}, scaled by 10^priceDecimals, as are high, low and close
 * @param volume {@code long[bars]}, base volume scaled by 10^volumeDecimals
 * @param priceDecimals the most decimals of any price in the pinned data
 * @param volumeDecimals the most decimals of any volume in the pinned data
 * @param untestedMinutes {@code int[bars]}, stored minutes between bar i−1 and bar i that belong to
 *     no bar because their bucket is not full; all zero for 1m
 * @param holes absent minutes within the series, in order
 */
public record CandleSeries(
        InstrumentId instrument,
        Timeframe timeframe,
        long[] tsOpenMillis,
        long[] open,
        long[] high,
        long[] low,
        long[] close,
        long[] volume,
        int priceDecimals,
        int volumeDecimals,
        int[] untestedMinutes,
        List<Hole> holes) {

    /** Number of bars. */
    public int bars() {
        return tsOpenMillis.length;
    }

    /** 10^priceDecimals. */
    public double priceScale() {
        return Decimals.powerOfTen(priceDecimals);
    }

    /** 10^volumeDecimals. */
    public double volumeScale() {
        return Decimals.powerOfTen(volumeDecimals);
    }

    /** Undivided numerator of a source at a bar; {@link #scale} is its denominator. */
    public long raw(PriceSource source, int bar) {
        return source.raw(open[bar], high[bar], low[bar], close[bar], volume[bar]);
    }

    /** The denominator of {@link #raw}: divisor · 10^d, exact in a double. */
    public double scale(PriceSource source) {
        return source.scale(priceDecimals, volumeDecimals);
    }

    /** The value of a source at a bar, {@code (double) raw / scale}. */
    public double value(PriceSource source, int bar) {
        return (double) raw(source, bar) / scale(source);
    }

    /** Close time of a bar, epoch milliseconds. */
    public long tsCloseMillis(int bar) {
        return tsOpenMillis[bar] + timeframe.millis();
    }

    /** {@code double[bars]}, the values of a source. */
    public double[] values(PriceSource source) {
        double[] values = new double[bars()];
        double scale = scale(source);
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) raw(source, i) / scale;
        }
        return values;
    }

    /**
     * {@code long[bars]}, the undivided numerators of a source: the series' own array where it has
     * one, not to be written to.
     */
    public long[] raws(PriceSource source) {
        return switch (source) {
            case OPEN -> open;
            case HIGH -> high;
            case LOW -> low;
            case CLOSE -> close;
            case VOLUME -> volume;
            case HL2, HLC3, OHLC4 -> {
                long[] raws = new long[bars()];
                for (int i = 0; i < raws.length; i++) {
                    raws[i] = raw(source, i);
                }
                yield raws;
            }
        };
    }

    /** The first bars of this series, with the same scales. */
    public CandleSeries prefix(int bars) {
        return new CandleSeries(
                instrument,
                timeframe,
                Arrays.copyOf(tsOpenMillis, bars),
                Arrays.copyOf(open, bars),
                Arrays.copyOf(high, bars),
                Arrays.copyOf(low, bars),
                Arrays.copyOf(close, bars),
                Arrays.copyOf(volume, bars),
                priceDecimals,
                volumeDecimals,
                Arrays.copyOf(untestedMinutes, bars),
                bars == 0
                        ? List.of()
                        : Holes.within(holes, tsOpenMillis[0], tsCloseMillis(bars - 1)));
    }

    /** First bar with an open time at or after an instant; {@link #bars} when there is none. */
    public int firstBarAtOrAfter(long millis) {
        int lo = 0;
        int hi = bars();
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (tsOpenMillis[mid] < millis) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo;
    }
}
