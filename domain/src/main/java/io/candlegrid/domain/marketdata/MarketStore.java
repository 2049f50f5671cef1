package io.candlegrid.domain.marketdata;

import java.util.List;

/** The markets as the database has them, {@code ref_market}. Thread-safe. */
public interface MarketStore {

    /** All markets by id. */
    List<Market> all();
}
