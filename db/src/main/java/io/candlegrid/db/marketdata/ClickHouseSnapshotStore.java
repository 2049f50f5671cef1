package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.marketdata.StoreException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Table {@code snapshot_candles} of ClickHouse. */
public final class ClickHouseSnapshotStore implements SnapshotStore {

    private static final int ROWS_PER_INSERT = 100_000;
    private static final int ROW_BYTES = 32 + 6 * Long.BYTES;

    private static final String COUNT =
            """
            select toInt64(count()) from snapshot_candles final
            where snapshot_hash = toFixedString(unhex({hash:String}), 32)
            """;

    private static final String LOAD =
            """
            select ts_open, open, high, low, close, volume from snapshot_candles final
            where snapshot_hash = toFixedString(unhex({hash:String}), 32)
            order by ts_open
            """;

    private static final List<String> COLUMNS =
            List.of("snapshot_hash", "ts_open", "open", "high", "low", "close", "volume");

    private final ClickHouse clickHouse;
    private final CandleStore candles;
    private final HoleStore holes;

    public ClickHouseSnapshotStore(ClickHouse clickHouse, CandleStore candles, HoleStore holes) {
        this.clickHouse = clickHouse;
        this.candles = candles;
        this.holes = holes;
    }

    @Override
    public Frozen freeze(
            InstrumentId instrument, long fromMillis, long toMillis, ContentHash expected) {
        if (isStored(expected)) {
            return Frozen.STORED;
        }
        CandleSeries series = candles.readMinutes(instrument, fromMillis, toMillis);
        if (series.bars() == 0 || !SnapshotHash.of(series).equals(expected)) {
            return Frozen.DATA_CHANGED;
        }
        insert(series, expected);
        return Frozen.STORED;
    }

    @Override
    public CandleSeries load(ContentHash hash, InstrumentId instrument) {
        CandleSeries series = series(hash, instrument);
        if (series.bars() == 0) {
            throw new StoreException("there is no snapshot " + hash);
        }
        ContentHash found = SnapshotHash.of(series);
        if (!found.equals(hash)) {
            throw new StoreException(
                    "snapshot " + hash + " is damaged: its candles have the hash " + found);
        }
        return series;
    }

    private boolean isStored(ContentHash hash) {
        SnapshotHash stored = new SnapshotHash();
        return clickHouse.query(
                LOAD,
                Map.of("hash", hash.hex()),
                rows -> {
                    while (rows.hasNext()) {
                        stored.add(
                                rows.int64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64());
                    }
                    return stored.finish().equals(hash);
                });
    }

    private int count(ContentHash hash) {
        return Math.toIntExact(clickHouse.queryLong(COUNT, Map.of("hash", hash.hex())));
    }

    private CandleSeries series(ContentHash hash, InstrumentId instrument) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument, count(hash));
        CandleSeries series =
                clickHouse.query(
                        LOAD,
                        Map.of("hash", hash.hex()),
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
        if (series.holes().isEmpty()) {
            return series;
        }
        long[] times = series.tsOpenMillis();
        return builder.knownHoles(holes.known(instrument, times[0], times[times.length - 1]))
                .build();
    }

    private void insert(CandleSeries series, ContentHash hash) {
        byte[] key = HexFormat.of().parseHex(hash.hex());
        double price = series.priceScale();
        double volume = series.volumeScale();
        for (int from = 0; from < series.bars(); from += ROWS_PER_INSERT) {
            int to = Math.min(series.bars(), from + ROWS_PER_INSERT);
            RowBinaryWriter rows = new RowBinaryWriter((to - from) * ROW_BYTES);
            for (int i = from; i < to; i++) {
                rows.raw(key);
                rows.int64(series.tsOpenMillis()[i]);
                rows.float64(series.open()[i] / price);
                rows.float64(series.high()[i] / price);
                rows.float64(series.low()[i] / price);
                rows.float64(series.close()[i] / price);
                rows.float64(series.volume()[i] / volume);
            }
            clickHouse.insert("snapshot_candles", COLUMNS, rows);
        }
    }
}
