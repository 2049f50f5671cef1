package io.candlegrid.domain.marketdata;

import java.util.List;

/**
 * The frames that were set aside, the newest {@link #KEPT} of each market, table {@code
 * ingest_dead_letters}. Thread-safe. Methods throw {@link StoreException} when the database can't
 * be reached.
 */
public interface DeadLetterStore {

    /** How many are kept of a market. */
    int KEPT = 10_000;

    /** Adds frames of one market and forgets the oldest beyond {@link #KEPT}. */
    void add(List<RejectedFrame> frames);

    /** The newest frames of a market, newest first. */
    List<RejectedFrame> latest(int marketId, int limit);
}
