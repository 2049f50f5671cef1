package io.candlegrid.domain.marketdata;

import java.util.List;

/**
 * What is known about why candles are absent. Some of it was told (by a venue, an ingest or a
 * person), the rest is derived from what other instruments have and is derived anew when data
 * arrives. What was told counts more. Thread-safe.
 */
public interface HoleStore {

    /**
     * The known holes that overlap [fromMillis, toMillis), in order and without overlaps, halts of
     * the whole market included.
     */
    List<Hole> known(InstrumentId instrument, long fromMillis, long toMillis);

    /** Remembers what was told of holes; it replaces what was known inside of their bounds. */
    void remember(InstrumentId instrument, List<Hole> holes);

    /** Remembers that a whole market did not trade in [fromMillis, toMillis). */
    void rememberHalt(int marketId, long fromMillis, long toMillis);

    /** Replaces everything that was derived for an instrument. */
    void derived(InstrumentId instrument, List<Hole> holes);
}
