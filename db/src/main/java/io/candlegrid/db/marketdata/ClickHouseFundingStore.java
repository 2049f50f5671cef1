package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.StoredSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** Table {@code funding_rates} of ClickHouse. */
public final class ClickHouseFundingStore implements FundingStore {

    private static final String TABLE = "funding_rates";
    private static final long MINUTE = 60_000;
    private static final List<String> COLUMNS =
            List.of("market_id", "symbol", "ts", "rate", "source", "ingested_at", "batch_seq");
    private static final int ROW_BYTES = 64;

    private final ClickHouse clickHouse;

    public ClickHouseFundingStore(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    private record Stored(FundingRate rate, long sequence) {}

    @Override
    public List<FundingRate> read(InstrumentId instrument, long fromMillis, long toMillis) {
        return rows(instrument, fromMillis, toMillis).stream().map(Stored::rate).toList();
    }

    private List<Stored> rows(InstrumentId instrument, long fromMillis, long toMillis) {
        return clickHouse.query(
                "select ts, rate, batch_seq " + CandleTable.inRange(TABLE, "ts") + "order by ts",
                CandleTable.range(instrument, fromMillis, toMillis),
                rows -> {
                    List<Stored> found = new ArrayList<>();
                    while (rows.hasNext()) {
                        FundingRate rate = new FundingRate(rows.int64(), rows.float64());
                        found.add(new Stored(rate, rows.int64()));
                    }
                    return found;
                });
    }

    @Override
    public long save(
            InstrumentId instrument,
            List<FundingRate> rates,
            CandleSource source,
            IngestBatch batch) {
        if (rates.isEmpty()) {
            return 0;
        }
        List<FundingRate> floored =
                rates.stream().map(r -> new FundingRate(floor(r.timeMillis()), r.rate())).toList();
        Map<FundingRate, Long> stored = stored(instrument, floored);
        RowBinaryWriter rows = new RowBinaryWriter(rates.size() * ROW_BYTES);
        long alreadyThere = 0;
        for (FundingRate rate : floored) {
            Long sequence = stored.get(rate);
            if (sequence == null) {
                add(rows, instrument, rate, source, batch);
            } else if (sequence != batch.sequence()) {
                alreadyThere++;
            }
        }
        clickHouse.insert(TABLE, COLUMNS, rows);
        return alreadyThere;
    }

    /** The delivery of every rate that is stored in the time of the given ones. */
    private Map<FundingRate, Long> stored(InstrumentId instrument, List<FundingRate> rates) {
        LongSummaryStatistics times =
                rates.stream().mapToLong(FundingRate::timeMillis).summaryStatistics();
        Map<FundingRate, Long> stored = new HashMap<>();
        for (Stored row : rows(instrument, times.getMin(), times.getMax() + 1)) {
            stored.put(row.rate(), row.sequence());
        }
        return stored;
    }

    private static void add(
            RowBinaryWriter rows,
            InstrumentId instrument,
            FundingRate rate,
            CandleSource source,
            IngestBatch batch) {
        rows.int8(instrument.marketId());
        rows.string(instrument.symbol());
        rows.int64(rate.timeMillis());
        rows.float64(rate.rate());
        rows.string(source.label());
        rows.int64(batch.ingestedAt().toEpochMilli());
        rows.int64(batch.sequence());
    }

    private static long floor(long millis) {
        return Math.floorDiv(millis, MINUTE) * MINUTE;
    }

    @Override
    public Map<InstrumentId, StoredSpan> stored() {
        return CandleTable.spans(clickHouse, TABLE, "ts");
    }
}
