package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.LotRules;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.marketdata.StoreException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code snapshot_candles} of ClickHouse; for what is more than candles also {@code
 * snapshots} and {@code snapshot_funding}.
 */
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

    private static final String PARTS =
            """
            select candles, funding, marks, lot_size, min_notional from snapshots final
            where snapshot_hash = toFixedString(unhex({hash:String}), 32)
            """;

    private static final List<String> PART_COLUMNS =
            List.of("snapshot_hash", "candles", "funding", "marks", "lot_size", "min_notional");

    private static final String LOAD_FUNDING =
            """
            select ts, rate from snapshot_funding final
            where snapshot_hash = toFixedString(unhex({hash:String}), 32)
            order by ts
            """;

    private static final List<String> FUNDING_COLUMNS = List.of("snapshot_hash", "ts", "rate");

    private final ClickHouse clickHouse;
    private final RangeReader stored;
    private final HoleStore holes;

    public ClickHouseSnapshotStore(ClickHouse clickHouse, RangeReader stored, HoleStore holes) {
        this.clickHouse = clickHouse;
        this.stored = stored;
        this.holes = holes;
    }

    /**
     * The hashes of a snapshot's parts and the rules; an empty text where there is no such part.
     */
    private record Parts(
            String candles, String funding, String marks, String lotSize, String minNotional) {

        static Parts of(RangeData data) {
            LotRules lots = data.lots();
            CandleSeries marks = data.marks();
            return new Parts(
                    SnapshotHash.of(data.minutes()).hex(),
                    data.funding().isEmpty() ? "" : data.fundingHash().hex(),
                    marks == null ? "" : SnapshotHash.of(marks).hex(),
                    lots == null ? "" : lots.lotSize().toPlainString(),
                    lots == null ? "" : lots.minNotional().toPlainString());
        }

        @Nullable LotRules lots() {
            return lotSize.isEmpty()
                    ? null
                    : new LotRules(new BigDecimal(lotSize), new BigDecimal(minNotional));
        }
    }

    @Override
    public Frozen freeze(
            InstrumentId instrument,
            long fromMillis,
            long toMillis,
            boolean respectLots,
            ContentHash expected) {
        if (parts(expected).isPresent() || isStored(expected)) {
            return Frozen.STORED;
        }
        LotRules lots = null;
        if (respectLots) {
            if (!(stored.lots(instrument) instanceof Validated.Valid<LotRules>(var known))) {
                return Frozen.DATA_CHANGED;
            }
            lots = known;
        }
        RangeData data = stored.read(instrument, fromMillis, toMillis, lots);
        if (data.minutes().bars() == 0 || !data.hash().equals(expected)) {
            return Frozen.DATA_CHANGED;
        }
        insert(data, expected);
        return Frozen.STORED;
    }

    /** The parts first: a snapshot that is named is whole. */
    private void insert(RangeData data, ContentHash hash) {
        Parts parts = Parts.of(data);
        insert(data.minutes(), parts.candles());
        if (data.isCandlesOnly()) {
            return;
        }
        CandleSeries marks = data.marks();
        if (marks != null) {
            insert(marks, parts.marks());
        }
        RowBinaryWriter funding = new RowBinaryWriter(data.funding().size() * ROW_BYTES);
        for (FundingRate rate : data.funding()) {
            funding.raw(HexFormat.of().parseHex(parts.funding()));
            funding.int64(rate.timeMillis());
            funding.float64(rate.rate());
        }
        clickHouse.insert("snapshot_funding", FUNDING_COLUMNS, funding);
        RowBinaryWriter row = new RowBinaryWriter(512);
        row.raw(HexFormat.of().parseHex(hash.hex()));
        row.string(parts.candles());
        row.string(parts.funding());
        row.string(parts.marks());
        row.string(parts.lotSize());
        row.string(parts.minNotional());
        clickHouse.insert("snapshots", PART_COLUMNS, row);
    }

    @Override
    public RangeData load(ContentHash hash, InstrumentId instrument) {
        Optional<Parts> named = parts(hash);
        RangeData data =
                named.isPresent()
                        ? data(named.get(), instrument)
                        : RangeData.of(series(hash.hex(), instrument));
        if (data.minutes().bars() == 0) {
            throw new StoreException("there is no snapshot " + hash);
        }
        ContentHash found = data.hash();
        if (!found.equals(hash)) {
            throw new StoreException(
                    "snapshot " + hash + " is damaged: its content has the hash " + found);
        }
        return data;
    }

    private RangeData data(Parts parts, InstrumentId instrument) {
        return new RangeData(
                series(parts.candles(), instrument),
                parts.funding().isEmpty() ? List.of() : funding(parts.funding()),
                parts.marks().isEmpty() ? null : series(parts.marks(), instrument),
                parts.lots());
    }

    private Optional<Parts> parts(ContentHash hash) {
        return clickHouse.query(
                PARTS,
                Map.of("hash", hash.hex()),
                rows ->
                        rows.hasNext()
                                ? Optional.of(
                                        new Parts(
                                                rows.string(),
                                                rows.string(),
                                                rows.string(),
                                                rows.string(),
                                                rows.string()))
                                : Optional.empty());
    }

    private List<FundingRate> funding(String hash) {
        return clickHouse.query(
                LOAD_FUNDING,
                Map.of("hash", hash),
                rows -> {
                    List<FundingRate> rates = new ArrayList<>();
                    while (rows.hasNext()) {
                        rates.add(new FundingRate(rows.int64(), rows.float64()));
                    }
                    return rates;
                });
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

    private int count(String hash) {
        return Math.toIntExact(clickHouse.queryLong(COUNT, Map.of("hash", hash)));
    }

    private CandleSeries series(String hash, InstrumentId instrument) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument, count(hash));
        CandleSeries series =
                clickHouse.query(
                        LOAD,
                        Map.of("hash", hash),
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

    private void insert(CandleSeries series, String hash) {
        byte[] key = HexFormat.of().parseHex(hash);
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
