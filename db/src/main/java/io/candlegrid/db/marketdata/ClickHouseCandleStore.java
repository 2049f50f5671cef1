package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import io.candlegrid.domain.marketdata.Timeframe;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Candles in {@code raw_*_klines_1m} and {@code canonical_candles_1m} of ClickHouse. */
public final class ClickHouseCandleStore implements CandleStore {

    static final String READ_RANGE =
            """
            select ts_open, open, high, low, close, volume
            from canonical_candles_1m final
            where market_id = {market:UInt8} and symbol = {symbol:String}
              and ts_open >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              and ts_open < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            order by ts_open
            """;

    private static final String COMPARE =
            """
            select ts_open, open, high, low, close, volume, batch_seq
            from canonical_candles_1m final
            where market_id = {market:UInt8} and symbol = {symbol:String}
              and ts_open >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              and ts_open < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            """;

    private static final String NEW_BATCH =
            """
            select date_trunc('milliseconds', clock_timestamp()) as ingested_at,
                   nextval('ingest_batch_seq') as batch_seq
            """;

    private static final List<String> RAW_COLUMNS =
            List.of(
                    "market_id",
                    "symbol",
                    "ts_open",
                    "open",
                    "high",
                    "low",
                    "close",
                    "volume",
                    "quote_volume",
                    "taker_buy_volume",
                    "taker_buy_quote_volume",
                    "trades",
                    "source",
                    "ingested_at",
                    "batch_seq");

    private static final int RAW_ROW_BYTES = 128;

    private final ClickHouse clickHouse;
    private final JdbcClient postgres;
    private final HoleStore holes;
    private final CoverageQuery coverage;
    private final CanonicalRepair repair;

    public ClickHouseCandleStore(ClickHouse clickHouse, JdbcClient postgres, HoleStore holes) {
        this.clickHouse = clickHouse;
        this.postgres = postgres;
        this.holes = holes;
        this.coverage = new CoverageQuery(clickHouse, holes);
        this.repair = new CanonicalRepair(clickHouse);
    }

    @Override
    public CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis) {
        CandleSeriesBuilder builder =
                new CandleSeriesBuilder(instrument, expectedRows(fromMillis, toMillis))
                        .knownHoles(holes.known(instrument, fromMillis, toMillis));
        return clickHouse.query(
                READ_RANGE,
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

    @Override
    public List<Coverage> coverage() {
        return coverage.all();
    }

    @Override
    public Optional<Coverage> coverage(InstrumentId instrument) {
        return coverage.of(instrument);
    }

    @Override
    public IngestBatch newBatch() {
        return postgres.sql(NEW_BATCH)
                .query((row, n) -> {
                    Timestamp at = row.getTimestamp("ingested_at");
                    return new IngestBatch(at.toInstant(), row.getLong("batch_seq"));
                })
                .single();
    }

    @Override
    public void insertRaw(RawCandles candles, IngestBatch batch) {
        RowBinaryWriter rows = new RowBinaryWriter(candles.count() * RAW_ROW_BYTES);
        byte[] symbol = RowBinaryWriter.encodeString(candles.instrument().symbol());
        byte[] source = RowBinaryWriter.encodeString(candles.source().label());
        long ingestedAt = batch.ingestedAt().toEpochMilli();
        Column[] columns = Column.values();
        for (int i = 0; i < candles.count(); i++) {
            rows.int8(candles.instrument().marketId());
            rows.raw(symbol);
            rows.int64(candles.tsOpenMillis(i));
            for (Column column : columns) {
                rows.float64(candles.value(column, i));
            }
            rows.int64(candles.trades(i));
            rows.raw(source);
            rows.int64(ingestedAt);
            rows.int64(batch.sequence());
        }
        clickHouse.insert(rawTable(candles.instrument()), RAW_COLUMNS, rows);
    }

    static String rawTable(InstrumentId instrument) {
        return rawTable(instrument.market().exchange());
    }

    static String rawTable(Exchange exchange) {
        return "raw_" + exchange.label() + "_klines_1m";
    }

    @Override
    public Known compare(RawCandles candles, IngestBatch batch) {
        Known known = new Known(new BitSet(candles.count()), new BitSet(candles.count()));
        if (candles.count() == 0) {
            return known;
        }
        long[] positions = new Positions(candles).sorted();
        long from = Positions.tsOpenMillis(positions[0]);
        long to = Positions.tsOpenMillis(positions[positions.length - 1]) + 1;
        return clickHouse.query(
                COMPARE,
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

    @Override
    public long repairCanonical() {
        return repair.run();
    }

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
