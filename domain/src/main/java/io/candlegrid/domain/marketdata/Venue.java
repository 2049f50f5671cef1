package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.List;

/**
 * A market of an exchange, asked over its REST interface. Thread-safe. Methods block for as long as
 * the exchange's rate limits and a bounded number of tries take, and throw {@link VenueException}
 * in the end.
 */
public interface Venue {

    Market market();

    /**
     * Whether it can be asked about an instrument: a real exchange has never heard of made-up ones.
     */
    default boolean knows(InstrumentId instrument) {
        return true;
    }

    /** The exchange's time. */
    Instant now();

    /** The instruments the exchange lists now. */
    Listing instruments();

    /**
     * The closed 1m candles with open time in [fromMillis, toMillis), both on the minute, at most a
     * year.
     */
    Answer candles(InstrumentId instrument, long fromMillis, long toMillis);

    /** The funding rates due in [fromMillis, toMillis), in order; empty on spot. */
    List<FundingRate> funding(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * An exchange's list.
     *
     * @param unreadable entries that could not be read
     */
    record Listing(List<Instrument> instruments, int unreadable) {
        public Listing {
            instruments = List.copyOf(instruments);
        }
    }

    /**
     * What an exchange has of a range.
     *
     * @param candles strictly ascending by open time
     * @param absent minutes that it says it has no candles of. What is in neither is not known
     */
    record Answer(RawCandles candles, List<Hole> absent) {
        public Answer {
            absent = List.copyOf(absent);
        }
    }
}
