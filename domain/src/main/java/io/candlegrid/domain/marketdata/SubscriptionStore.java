package io.candlegrid.domain.marketdata;

import java.util.Set;
import java.util.SortedSet;

/**
 * Which instruments are ingested live: the whitelist of each market, table {@code subscriptions}.
 * Thread-safe. Methods throw {@link StoreException} when the database can't be reached.
 */
public interface SubscriptionStore {

    /** Most subscriptions of a market. */
    int MAX_PER_MARKET = 2_000;

    /** The symbols of a market, in order. */
    SortedSet<String> ofMarket(int marketId);

    /**
     * Makes a market's whitelist exactly this.
     *
     * @param symbols at most {@link #MAX_PER_MARKET}; IllegalArgumentException otherwise
     */
    void replace(int marketId, Set<String> symbols);

    /**
     * Adds symbols; those already there are left alone.
     *
     * @return whether all fit within {@link #MAX_PER_MARKET}; if not, none was added
     */
    boolean add(int marketId, Set<String> symbols);

    /** Takes symbols out; those not there are left alone. */
    void remove(int marketId, Set<String> symbols);
}
