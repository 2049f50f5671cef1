package io.candlegrid.domain.marketdata;

import java.time.YearMonth;
import java.util.List;

/**
 * What is stored of an instrument.
 *
 * @param firstMillis open time of the first candle, epoch milliseconds
 * @param lastMillis open time of the last candle, epoch milliseconds
 * @param count number of candles
 * @param synthetic whether any of them is made up
 * @param months every month from the first candle's to the last one's
 * @param holes absent minutes between first and last, in order, at most {@link #MAX_HOLES}
 * @param holeCount number of holes, also those not listed
 */
public record Coverage(
        InstrumentId instrument,
        long firstMillis,
        long lastMillis,
        long count,
        boolean synthetic,
        List<Month> months,
        List<Hole> holes,
        long holeCount) {

    /** Most holes listed of one instrument. */
    public static final int MAX_HOLES = 1_000;

    public Coverage {
        months = List.copyOf(months);
        holes = List.copyOf(holes);
    }

    /**
     * Candles of one calendar month, UTC.
     *
     * @param stored candles that are there
     * @param expected minutes of the month between the instrument's first and last candle
     */
    public record Month(YearMonth month, long stored, long expected) {}
}
