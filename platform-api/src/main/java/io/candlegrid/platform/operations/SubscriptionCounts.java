package io.candlegrid.platform.operations;

import io.candlegrid.domain.marketdata.Market;

/** How many symbols of a market are to be ingested live. */
@FunctionalInterface
public interface SubscriptionCounts {

    int of(Market market);
}
