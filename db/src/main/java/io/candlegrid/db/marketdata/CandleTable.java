package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import io.candlegrid.domain.marketdata.StoredSpan;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A replacing table of 1m candles by market, symbol and open time. */
@SuppressWarnings("InlineFormatString") // long statements read better outside of the code
final class CandleTable {

    private static final String RANGE =
            """
            from %s final
            where market_id = {market:UInt8} and symbol = {symbol:String}
              and %s >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              and %2$s < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            """;

    private final ClickHouse clickHouse;
    private final String table;
    private final String values;

    /**
     * @param values the five doubles of a candle, in order
     */
    CandleTable(ClickHouse clickHouse, String table, String values) {
        this.clickHouse = clickHouse;
        this.table = table;
        this.values = values;
    }

    /** The part of a statement that chooses a range of an instrument. */
    static String inRange(String table, String time) {
        return RANGE.formatted(table, time);
    }

    /** The parameters of {@link #inRange}. */
    static Map<String, Object> range(InstrumentId instrument, long fromMillis, long toMillis) {
        return Map.of(
                "market",
                instrument.marketId(),
                "symbol",
                instrument.symbol(),
                "from",
                fromMillis,
                "to",
                toMillis);
    }

    CandleSeries read(
            InstrumentId instrument, long fromMillis, long toMillis, List<Hole> knownHoles) {
        CandleSeriesBuilder builder =
                new CandleSeriesBuilder(instrument, expectedRows(fromMillis, toMillis))
                        .knownHoles(knownHoles);
        return clickHouse.query(
                "select ts_open, " + values + " " + inRange(table, "ts_open") + "order by ts_open",
                range(instrument, fromMillis, toMillis),
                rows -> {
                    while (rows.hasNext()) {
                        builder.add(
                                rows.int64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64());
                    }
                    return builder.build();
                });
    }

    /** Room for the rows of a range, a year at most to begin with. */
    private static int expectedRows(long fromMillis, long toMillis) {
        long minutes = (toMillis - fromMillis) / Timeframe.M1.millis();
        return (int) Math.max(16, Math.min(minutes, 527_040));
    }

    CandleStore.Known compare(RawCandles candles, IngestBatch batch) {
        CandleStore.Known known =
                new CandleStore.Known(new BitSet(candles.count()), new BitSet(candles.count()));
        if (candles.count() == 0) {
            return known;
        }
        long[] positions = new Positions(candles).sorted();
        long from = Positions.tsOpenMillis(positions[0]);
        long to = Positions.tsOpenMillis(positions[positions.length - 1]) + 1;
        return clickHouse.query(
                "select ts_open, " + values + ", batch_seq " + inRange(table, "ts_open"),
                range(candles.instrument(), from, to),
                rows -> {
                    while (rows.hasNext()) {
                        int i = Positions.find(positions, rows.int64());
                        boolean same = true;
                        for (int c = 0; c <= Column.VOLUME.ordinal(); c++) {
                            double stored = rows.float64();
                            same &= i >= 0 && stored == candles.value(Column.values()[c], i);
                        }
                        boolean mine = rows.int64() == batch.sequence();
                        if (same) {
                            (mine ? known.mine() : known.same()).set(i);
                        }
                    }
                    return known;
                });
    }

    /** What a table holds of every instrument. */
    static Map<InstrumentId, StoredSpan> spans(ClickHouse clickHouse, String table, String time) {
        return clickHouse.query(
                "select market_id, symbol, min(%1$s), max(%1$s), toInt64(count()) from %2$s final group by market_id, symbol"
                        .formatted(time, table),
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

    /** The candles of a block by open time: minute in the upper bits, position in the lower 24. */
    private record Positions(RawCandles candles) {
        private static final int POSITION_BITS = 24;

        long[] sorted() {
            if (candles.count() >= 1 << POSITION_BITS) {
                throw new IllegalArgumentException("count=" + candles.count() + " is too large");
            }
            long[] keys = new long[candles.count()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = minute(candles.tsOpenMillis(i)) << POSITION_BITS | i;
            }
            Arrays.sort(keys);
            return keys;
        }

        static long tsOpenMillis(long key) {
            return (key >> POSITION_BITS) * Timeframe.M1.millis();
        }

        /** Position of an open time, −1 when the block doesn't have it. */
        static int find(long[] keys, long tsOpenMillis) {
            long minute = minute(tsOpenMillis);
            int found = Arrays.binarySearch(keys, minute << POSITION_BITS);
            int at = found >= 0 ? found : -found - 1;
            return at < keys.length && keys[at] >> POSITION_BITS == minute
                    ? (int) (keys[at] & ((1 << POSITION_BITS) - 1))
                    : -1;
        }

        private static long minute(long tsOpenMillis) {
            return Math.floorDiv(tsOpenMillis, Timeframe.M1.millis());
        }
    }
}
