package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Live candles into {@code raw_*_klines_1m}; what is there, from {@code canonical_candles_1m}. */
public final class ClickHouseIngestStore implements IngestStore {

    private static final long MINUTE = Timeframe.M1.millis();
    private static final int ROW_BYTES = 160;

    /** Symbols of one question: they travel in its address. */
    private static final int SYMBOLS_AT_A_TIME = 100;

    /** Of each symbol since an instant: first candle, last one, the one before the first hole. */
    private static final String RECENT =
            """
            select symbol, min(ts), max(ts), minIf(previous, ts - previous > 60000)
            from
            (
                select symbol, toInt64(toUnixTimestamp64Milli(ts_open)) as ts,
                       lagInFrame(ts, 1, ts) over (
                           partition by symbol order by ts_open
                           rows between 1 preceding and current row) as previous
                from canonical_candles_1m final
                where market_id = {market:UInt8}
                  and ts_open >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
            )
            group by symbol
            """;

    /** The last candle of each symbol before an instant. */
    private static final String EARLIER =
            """
            select symbol, toInt64(toUnixTimestamp64Milli(max(ts_open)))
            from canonical_candles_1m
            where market_id = {market:UInt8}
              and symbol in splitByChar(',', {symbols:String})
              and ts_open < fromUnixTimestamp64Milli({since:Int64}, 'UTC')
            group by symbol
            """;

    private final ClickHouse clickHouse;

    public ClickHouseIngestStore(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    @Override
    public void insertRaw(List<Candle> candles, CandleSource source, IngestBatch batch) {
        if (candles.isEmpty()) {
            return;
        }
        RowBinaryWriter rows = new RowBinaryWriter(candles.size() * ROW_BYTES);
        byte[] label = RowBinaryWriter.encodeString(source.label());
        long ingestedAt = batch.ingestedAt().toEpochMilli();
        for (Candle candle : candles) {
            rows.int8(candle.instrument().marketId());
            rows.string(candle.instrument().symbol());
            rows.int64(candle.tsOpenMillis());
            rows.float64(candle.open());
            rows.float64(candle.high());
            rows.float64(candle.low());
            rows.float64(candle.close());
            rows.float64(candle.volume());
            rows.float64(candle.quoteVolume());
            rows.float64(candle.takerBuyVolume());
            rows.float64(candle.takerBuyQuoteVolume());
            rows.int64(candle.trades());
            rows.raw(label);
            rows.int64(ingestedAt);
            rows.int64(batch.sequence());
        }
        clickHouse.insert(
                ClickHouseCandleStore.rawTable(candles.getFirst().instrument()),
                ClickHouseCandleStore.RAW_COLUMNS,
                rows);
    }

    @Override
    public Map<InstrumentId, Long> resumePoints(
            Collection<InstrumentId> instruments, long sinceMillis) {
        Map<InstrumentId, Long> points = new HashMap<>();
        instruments.stream()
                .collect(Collectors.groupingBy(InstrumentId::marketId))
                .forEach((market, some) -> points.putAll(ofMarket(market, some, sinceMillis)));
        return points;
    }

    private Map<InstrumentId, Long> ofMarket(int market, List<InstrumentId> some, long since) {
        Map<InstrumentId, Long> points = new HashMap<>();
        Set<InstrumentId> unclear = new HashSet<>(some);
        clickHouse.query(
                RECENT,
                Map.of("market", market, "since", since),
                rows -> {
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(market, rows.string());
                        long first = rows.int64();
                        long last = rows.int64();
                        long beforeHole = rows.int64();
                        points.put(id, (beforeHole > 0 ? beforeHole : last) + MINUTE);
                        if (first == since) {
                            unclear.remove(id);
                        }
                    }
                    return points;
                });
        // Whoever has older candles but none at that instant has a hole across it.
        List<InstrumentId> rest = List.copyOf(unclear);
        for (int i = 0; i < rest.size(); i += SYMBOLS_AT_A_TIME) {
            int end = Math.min(i + SYMBOLS_AT_A_TIME, rest.size());
            points.putAll(earlier(market, rest.subList(i, end), since));
        }
        points.keySet().retainAll(Set.copyOf(some));
        return points;
    }

    private Map<InstrumentId, Long> earlier(int market, List<InstrumentId> some, long since) {
        String symbols = some.stream().map(InstrumentId::symbol).collect(Collectors.joining(","));
        return clickHouse.query(
                EARLIER,
                Map.of("market", market, "symbols", symbols, "since", since),
                rows -> {
                    Map<InstrumentId, Long> points = new HashMap<>();
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(market, rows.string());
                        points.put(id, rows.int64() + MINUTE);
                    }
                    return points;
                });
    }
}
