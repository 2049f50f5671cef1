package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.GapSearch;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.StoredSpan;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what {@code canonical_candles_1m} lacks. Versions of a candle need not be told apart
 * for that, so nothing but counts is read with FINAL.
 */
public final class ClickHouseGapSearch implements GapSearch {

    private static final long MINUTE = Timeframe.M1.millis();

    private static final String SPANS =
            """
            select market_id, symbol, min(ts_open), max(ts_open), toInt64(count())
            from canonical_candles_1m final
            group by market_id, symbol
            having max(source = 'synthetic') = 0
            order by market_id, symbol
            """;

    private static final String SINCE =
            """
            market_id = {market:UInt8}
            and ts_open >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
            """;

    private static final String HOLES_SINCE =
            """
            select symbol, previous, ts_open
            from
            (
                select symbol, ts_open,
                       lagInFrame(ts_open, 1, ts_open) over (
                           partition by symbol order by ts_open
                           rows between 1 preceding and current row) as previous
                from canonical_candles_1m
                where source != 'synthetic' and %s
            )
            where toUnixTimestamp64Milli(ts_open) - toUnixTimestamp64Milli(previous) > 60000
            order by symbol, ts_open
            limit 10000 by symbol
            """
                    .formatted(SINCE);

    private static final String LAST_SINCE =
            """
            select symbol, max(ts_open)
            from canonical_candles_1m
            where source != 'synthetic' and %s
            group by symbol
            """
                    .formatted(SINCE);

    private static final String OPENS =
            """
            select distinct ts_open
            from canonical_candles_1m
            where market_id = {market:UInt8} and symbol = {symbol:String}
              and ts_open >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              and ts_open < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            order by ts_open
            """;

    private static final String TRADED =
            """
            select distinct ts_open
            from canonical_candles_1m
            where %s
              and ts_open < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
              and volume > 0 and source != 'synthetic'
            """
                    .formatted(SINCE);

    private final ClickHouse clickHouse;

    public ClickHouseGapSearch(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    @Override
    public Map<InstrumentId, StoredSpan> spans() {
        return clickHouse.query(
                SPANS,
                Map.of(),
                rows -> {
                    Map<InstrumentId, StoredSpan> spans = new HashMap<>();
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(rows.uint8(), rows.string());
                        spans.put(id, new StoredSpan(rows.int64(), rows.int64(), rows.int64()));
                    }
                    return spans;
                });
    }

    @Override
    public Map<InstrumentId, List<Hole>> holesSince(int marketId, long fromMillis) {
        return clickHouse.query(
                HOLES_SINCE,
                Map.of("market", marketId, "from", fromMillis),
                rows -> {
                    Map<InstrumentId, List<Hole>> holes = new HashMap<>();
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(marketId, rows.string());
                        Hole hole = hole(rows.int64() + MINUTE, rows.int64());
                        holes.computeIfAbsent(id, key -> new ArrayList<>()).add(hole);
                    }
                    return holes;
                });
    }

    @Override
    public Map<InstrumentId, Long> lastSince(int marketId, long fromMillis) {
        return clickHouse.query(
                LAST_SINCE,
                Map.of("market", marketId, "from", fromMillis),
                rows -> {
                    Map<InstrumentId, Long> last = new HashMap<>();
                    while (rows.hasNext()) {
                        last.put(new InstrumentId(marketId, rows.string()), rows.int64());
                    }
                    return last;
                });
    }

    @Override
    public List<Hole> missing(InstrumentId instrument, long fromMillis, long toMillis) {
        return clickHouse.query(
                OPENS,
                CandleTable.range(instrument, fromMillis, toMillis),
                rows -> {
                    List<Hole> missing = new ArrayList<>();
                    long expected = fromMillis;
                    while (rows.hasNext()) {
                        long open = rows.int64();
                        if (open > expected && missing.size() < MAX_HOLES) {
                            missing.add(hole(expected, open));
                        }
                        expected = open + MINUTE;
                    }
                    if (expected < toMillis && missing.size() < MAX_HOLES) {
                        missing.add(hole(expected, toMillis));
                    }
                    return missing;
                });
    }

    @Override
    public BitSet traded(int marketId, long fromMillis, long toMillis) {
        return clickHouse.query(
                TRADED,
                Map.of("market", marketId, "from", fromMillis, "to", toMillis),
                rows -> {
                    BitSet minutes = new BitSet();
                    while (rows.hasNext()) {
                        minutes.set((int) ((rows.int64() - fromMillis) / MINUTE));
                    }
                    return minutes;
                });
    }

    private static Hole hole(long fromMillis, long toMillis) {
        return new Hole(fromMillis, toMillis, HoleType.UNKNOWN);
    }
}
