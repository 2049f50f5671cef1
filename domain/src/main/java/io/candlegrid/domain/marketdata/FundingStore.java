package io.candlegrid.domain.marketdata;

import java.util.List;
import java.util.Map;

/**
 * The funding rates of futures instruments, one per minute at most: venues deliver the same payment
 * a few milliseconds apart, so times are kept floored to the minute. Thread-safe. Methods throw
 * {@link StoreException} when the database can't be reached.
 */
public interface FundingStore {

    /** The rates due in [fromMillis, toMillis), in order of time. */
    List<FundingRate> read(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * Stores rates; when it returns they are durable. Of two rates of a minute the later delivery
     * counts. Repeating a call with the same stamp changes nothing.
     *
     * @param rates at most one per minute
     * @return how many were there already, with the same rate, from another delivery
     */
    long save(
            InstrumentId instrument,
            List<FundingRate> rates,
            CandleSource source,
            IngestBatch batch);

    /** What is stored of every instrument that has any. */
    Map<InstrumentId, StoredSpan> stored();
}
