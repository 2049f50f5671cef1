package io.candlegrid.domain.marketdata;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The stored 1m candles of all instruments: written to raw, read from canonical only. Thread-safe.
 * Methods throw {@link StoreException} when the database can't be reached or refuses.
 */
public interface CandleStore {

    /**
     * The canonical candles with open time in [fromMillis, toMillis), one per minute, with the
     * types of holes as far as known.
     */
    CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis);

    /** What is stored, for every instrument with at least one candle, by market, then symbol. */
    List<Coverage> coverage();

    /** What is stored of one instrument; empty when there is nothing. */
    Optional<Coverage> coverage(InstrumentId instrument);

    /** A new stamp: the time of the database and a number that nobody else gets. */
    IngestBatch newBatch();

    /**
     * Appends candles to raw, from where canonical is filled; when it returns they are durable.
     * Repeating a call with the same stamp changes nothing in canonical.
     */
    void insertRaw(RawCandles candles, IngestBatch batch);

    /**
     * Says which candles of a block canonical already has with the same open, high, low, close and
     * volume.
     */
    Known compare(RawCandles candles, IngestBatch batch);

    /**
     * Re-inserts raw candles that canonical lacks, the trace of a crash between the two.
     *
     * @return how many candles were missing
     */
    long repairCanonical();

    /**
     * The answer of {@link #compare}, by position in the block.
     *
     * @param same canonical has the candle from an earlier delivery
     * @param mine canonical has the candle from this very delivery
     */
    record Known(BitSet same, BitSet mine) {}
}
