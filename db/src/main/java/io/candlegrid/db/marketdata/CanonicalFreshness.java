package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import java.util.Map;
import java.util.TreeMap;

/**
 * How new the newest canonical candle of each market is: asked of canonical itself, so that it
 * tells when raw grows and canonical does not. Thread-safe.
 */
public final class CanonicalFreshness {

    /** Made-up candles say nothing about ingest. */
    private static final String NEWEST =
            """
            select market_id, max(ts_open)
            from canonical_candles_1m
            where ts_open > now64(3) - interval 1 day and source != 'synthetic'
            group by market_id
            """;

    private final ClickHouse clickHouse;

    public CanonicalFreshness(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Market to the open time of its newest candle, epoch milliseconds; none in a day, no entry.
     */
    public Map<Integer, Long> newestOpenMillis() {
        return clickHouse.query(
                NEWEST,
                Map.of(),
                rows -> {
                    Map<Integer, Long> newest = new TreeMap<>();
                    while (rows.hasNext()) {
                        newest.put(rows.uint8(), rows.int64());
                    }
                    return newest;
                });
    }
}
