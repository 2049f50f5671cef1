package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;

/**
 * Frozen copies of what runs over a range depend on, found by the hash of their content; later
 * repairs and imports don't touch them. Thread-safe. Methods throw {@link StoreException} when the
 * database can't be reached.
 */
public interface SnapshotStore {

    /** How {@link #freeze} ended. */
    enum Frozen {
        /** The copy is there, made now or earlier. */
        STORED,
        /** What is stored no longer has that hash; nothing was copied. */
        DATA_CHANGED
    }

    /**
     * Copies what is stored of [fromMillis, toMillis) under its hash. Repeating it is harmless.
     *
     * @param respectLots whether the instrument's rules are part of it
     */
    Frozen freeze(
            InstrumentId instrument,
            long fromMillis,
            long toMillis,
            boolean respectLots,
            ContentHash expected);

    /**
     * The frozen data of a hash.
     *
     * @param instrument whose it is; the content alone doesn't tell
     * @throws StoreException when there is no such snapshot or its content doesn't have that hash
     */
    RangeData load(ContentHash hash, InstrumentId instrument);
}
