package io.candlegrid.domain.marketdata;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What live ingest asks of the stored candles besides {@link CandleStore}. Thread-safe. Methods
 * throw {@link StoreException} when the database can't be reached or refuses.
 */
public interface IngestStore {

    /**
     * Appends candles of many instruments of one market to its raw table in one insert; when it
     * returns they are durable. Repeating a call with the same stamp changes nothing in canonical.
     *
     * @param candles of one market, without two of the same instrument and open time
     */
    void insertRaw(List<Candle> candles, CandleSource source, IngestBatch batch);

    /**
     * Where canonical ends, for instruments it has candles of: the open time of the first minute at
     * or after {@code sinceMillis} that it lacks, or the minute after its last candle when that is
     * earlier.
     *
     * @param sinceMillis epoch milliseconds, on the minute
     */
    Map<InstrumentId, Long> resumePoints(Collection<InstrumentId> instruments, long sinceMillis);
}
