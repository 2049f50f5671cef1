package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds candles that a crash left in raw without their canonical row. Months whose keys and
 * versions have the same count and checksum on both sides are right; only the others are looked at
 * row by row, so that memory stays small however much is stored.
 */
@SuppressWarnings("InlineFormatString") // long statements read better outside of the code
final class CanonicalRepair {

    private static final Logger LOG = LoggerFactory.getLogger(CanonicalRepair.class);

    private static final String VERSION =
            "bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ingested_at)), 22),"
                    + " bitAnd(batch_seq, 4194303))";

    private static final String SUSPECTS =
            """
            select r.market_id, r.symbol, r.month
            from
            (
                select market_id, symbol, toInt32(toYYYYMM(ts_open)) as month, count() as n,
                       groupBitXor(cityHash64(ts_open, v)) as sum
                from
                (
                    select market_id, symbol, ts_open, max(%2$s) as v
                    from %1$s
                    group by market_id, symbol, ts_open
                    settings optimize_aggregation_in_order = 1
                )
                group by market_id, symbol, month
            ) as r
            left join
            (
                select market_id, symbol, toInt32(toYYYYMM(ts_open)) as month, count() as n,
                       groupBitXor(cityHash64(ts_open, version)) as sum
                from canonical_candles_1m final
                where market_id in (%3$s)
                group by market_id, symbol, month
            ) as c
            on r.market_id = c.market_id and r.symbol = c.symbol and r.month = c.month
            where r.n != c.n or r.sum != c.sum
            order by r.market_id, r.symbol, r.month
            """;

    private static final String COLUMNS =
            """
            market_id, symbol, ts_open, open, high, low, close, volume, quote_volume, trades,
            taker_buy_volume, taker_buy_quote_volume, source, ingested_at, batch_seq\
            """;

    private static final String MONTH =
            """
            market_id = {market:UInt8} and symbol = {symbol:String}
            and toYYYYMM(ts_open) = {month:Int32}\
            """;

    /** Raw candles of a month that canonical lacks or has in an older version. */
    private static final String MISSING =
            """
            select %2$s, version
            from
            (
                select %2$s, %3$s as version
                from %1$s
                where %4$s
                order by ts_open, version desc
                limit 1 by ts_open
            )
            where (ts_open, version) not in
            (
                select ts_open, version from canonical_candles_1m final where %4$s
            )
            """;

    private final ClickHouse clickHouse;

    CanonicalRepair(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    long run() {
        long repaired = 0;
        for (Exchange exchange : Exchange.values()) {
            for (Map<String, Object> month : suspects(exchange)) {
                repaired += repair(exchange, month);
            }
        }
        if (repaired > 0) {
            LOG.warn("{} candles were in raw but not in canonical; they are there now", repaired);
        }
        return repaired;
    }

    private List<Map<String, Object>> suspects(Exchange exchange) {
        String markets = exchange == Exchange.BINANCE ? "1, 2" : "3, 4";
        return clickHouse.query(
                SUSPECTS.formatted(ClickHouseCandleStore.rawTable(exchange), VERSION, markets),
                Map.of(),
                rows -> {
                    List<Map<String, Object>> found = new ArrayList<>();
                    while (rows.hasNext()) {
                        found.add(
                                Map.of(
                                        "market",
                                        rows.uint8(),
                                        "symbol",
                                        rows.string(),
                                        "month",
                                        rows.int32()));
                    }
                    return found;
                });
    }

    private long repair(Exchange exchange, Map<String, Object> month) {
        String missing =
                MISSING.formatted(
                        ClickHouseCandleStore.rawTable(exchange), COLUMNS, VERSION, MONTH);
        long count = clickHouse.queryLong("select toInt64(count()) from (" + missing + ")", month);
        if (count > 0) {
            clickHouse.execute(
                    "insert into canonical_candles_1m (" + COLUMNS + ", version) " + missing,
                    month);
        }
        return count;
    }
}
