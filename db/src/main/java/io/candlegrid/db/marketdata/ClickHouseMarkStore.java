package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import io.candlegrid.domain.marketdata.StoredSpan;
import java.util.List;
import java.util.Map;

/** Table {@code mark_candles_1m} of ClickHouse. */
public final class ClickHouseMarkStore implements MarkStore {

    private static final String TABLE = "mark_candles_1m";
    private static final List<String> COLUMNS =
            List.of(
                    "market_id",
                    "symbol",
                    "ts_open",
                    "open",
                    "high",
                    "low",
                    "close",
                    "source",
                    "ingested_at",
                    "batch_seq");
    private static final int ROW_BYTES = 96;

    private final ClickHouse clickHouse;
    private final CandleTable candles;

    public ClickHouseMarkStore(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.candles = new CandleTable(clickHouse, TABLE, "open, high, low, close, toFloat64(0)");
    }

    @Override
    public CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis) {
        return candles.read(instrument, fromMillis, toMillis, List.of());
    }

    @Override
    public long save(RawCandles marks, IngestBatch batch) {
        CandleStore.Known known = candles.compare(marks, batch);
        RowBinaryWriter rows = new RowBinaryWriter(marks.count() * ROW_BYTES);
        byte[] symbol = RowBinaryWriter.encodeString(marks.instrument().symbol());
        byte[] source = RowBinaryWriter.encodeString(marks.source().label());
        for (int i = 0; i < marks.count(); i++) {
            if (!known.same().get(i) && !known.mine().get(i)) {
                rows.int8(marks.instrument().marketId());
                rows.raw(symbol);
                rows.int64(marks.tsOpenMillis(i));
                for (int c = 0; c <= Column.CLOSE.ordinal(); c++) {
                    rows.float64(marks.value(Column.values()[c], i));
                }
                rows.raw(source);
                rows.int64(batch.ingestedAt().toEpochMilli());
                rows.int64(batch.sequence());
            }
        }
        clickHouse.insert(TABLE, COLUMNS, rows);
        return known.same().cardinality();
    }

    @Override
    public Map<InstrumentId, StoredSpan> stored() {
        return CandleTable.spans(clickHouse, TABLE, "ts_open");
    }
}
