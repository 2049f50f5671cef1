package io.candlegrid.domain.marketdata;

import java.util.Map;

/**
 * The 1m mark price candles of futures instruments, apart from the candles of trades. Thread-safe.
 * Methods throw {@link StoreException} when the database can't be reached.
 */
public interface MarkStore {

    /** The mark candles with open time in [fromMillis, toMillis); their volume is zero. */
    CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * Stores mark candles; when it returns they are durable. Of two versions the later delivery
     * counts. Repeating a call with the same stamp changes nothing.
     *
     * @return how many were there already, with the same prices, from another delivery
     */
    long save(RawCandles marks, IngestBatch batch);

    /** What is stored of every instrument that has any. */
    Map<InstrumentId, StoredSpan> stored();
}
