package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;

/**
 * Frozen copies of candle ranges, found by the hash of their content; later repairs of canonical
 * don't touch them. Thread-safe. Methods throw {@link StoreException} when the database can't be
 * reached.
 */
public interface SnapshotStore {

    /** How {@link #freeze} ended. */
    enum Frozen {
        /** The copy is there, made now or earlier. */
        STORED,
        /** Canonical no longer has the content of that hash; nothing was copied. */
        DATA_CHANGED
    }

    /**
     * Copies the canonical candles of [fromMillis, toMillis) under their hash. Repeating it is
     * harmless.
     */
    Frozen freeze(InstrumentId instrument, long fromMillis, long toMillis, ContentHash expected);

    /**
     * The frozen candles of a hash.
     *
     * @param instrument whose they are; the content alone doesn't tell
     * @throws StoreException when there is no such snapshot or its content doesn't have that hash
     */
    CandleSeries load(ContentHash hash, InstrumentId instrument);
}
