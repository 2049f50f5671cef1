package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Candles in {@code raw_*_klines_1m} and {@code canonical_candles_1m} of ClickHouse. */
public final class ClickHouseCandleStore implements CandleStore {

    private static final String NEW_BATCH =
            """
            select date_trunc('milliseconds', clock_timestamp()) as ingested_at,
                   nextval('ingest_batch_seq') as batch_seq
            """;

    static final List<String> RAW_COLUMNS =
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
    private final CandleTable canonical;

    public ClickHouseCandleStore(ClickHouse clickHouse, JdbcClient postgres, HoleStore holes) {
        this.clickHouse = clickHouse;
        this.postgres = postgres;
        this.holes = holes;
        this.coverage = new CoverageQuery(clickHouse, holes);
        this.repair = new CanonicalRepair(clickHouse);
        this.canonical =
                new CandleTable(
                        clickHouse, "canonical_candles_1m", "open, high, low, close, volume");
    }

    @Override
    public CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis) {
        return canonical.read(
                instrument, fromMillis, toMillis, holes.known(instrument, fromMillis, toMillis));
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
        return canonical.compare(candles, batch);
    }

    @Override
    public long repairCanonical() {
        return repair.run();
    }
}
