package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.RawCandles;
import java.util.List;

/**
 * The answer to a question for candles over REST.
 *
 * @param candles with source {@code REST}, strictly ascending by open time, closed ones only
 * @param fromMillis open time of the first minute that was asked for
 * @param toMillis open time of the first minute that was not: what was asked for, or less when that
 *     is not closed yet
 * @param absent the runs of minutes in [fromMillis, toMillis) that the exchange doesn't have: asked
 *     for exactly these it answered with nothing. Type {@code UNKNOWN}: a halt, or nothing traded
 * @param unconfirmed the runs that did not come, but may be there: there are too many to ask for
 *     each, or the answer could not be read
 * @param setAside rows that could not be read; their minutes are in neither list
 */
public record FetchedCandles(
        RawCandles candles,
        long fromMillis,
        long toMillis,
        List<Hole> absent,
        List<Hole> unconfirmed,
        List<DeadLetter> setAside) {

    /** Most minutes of one question: a year. */
    public static final long MAX_MINUTES = 366 * 1_440;

    public FetchedCandles {
        absent = List.copyOf(absent);
        unconfirmed = List.copyOf(unconfirmed);
        setAside = List.copyOf(setAside);
    }
}
