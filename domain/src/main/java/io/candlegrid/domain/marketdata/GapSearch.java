package io.candlegrid.domain.marketdata;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Questions about what canonical lacks, each answered from a bounded range. Made-up candles are
 * left out. Thread-safe. Methods throw {@link StoreException} when the database can't be reached.
 */
public interface GapSearch {

    /** Most holes that are found of one instrument at a time; the rest is found later. */
    int MAX_HOLES = 10_000;

    /** What is stored of every instrument. */
    Map<InstrumentId, StoredSpan> spans();

    /** The holes between candles of a market that open at {@code fromMillis} or later. */
    Map<InstrumentId, List<Hole>> holesSince(int marketId, long fromMillis);

    /** The open time of the last candle of every instrument of a market that has one since. */
    Map<InstrumentId, Long> lastSince(int marketId, long fromMillis);

    /** Everything absent from [fromMillis, toMillis), also at its edges, both on the minute. */
    List<Hole> missing(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * The minutes of [fromMillis, toMillis) in which any instrument of a market traded, by number
     * since {@code fromMillis}.
     */
    BitSet traded(int marketId, long fromMillis, long toMillis);
}
