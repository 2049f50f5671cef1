package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;

/**
 * An indicator fed one closed candle at a time, for live use. Allocates nothing. Not thread-safe.
 */
public interface IndicatorStream {

    /**
     * Takes the next candle, in scaled integers as in {@link CandleSeries}.
     *
     * @param tsOpenMillis open time, epoch milliseconds, later than that of the one before
     */
    void next(long tsOpenMillis, long open, long high, long low, long close, long volume);

    /** The value of an output after the last candle, NaN while undefined. */
    double value(int output);

    /** Takes a bar of a series as the next candle. */
    default void next(CandleSeries series, int bar) {
        next(
                series.tsOpenMillis()[bar],
                series.open()[bar],
                series.high()[bar],
                series.low()[bar],
                series.close()[bar],
                series.volume()[bar]);
    }
}
