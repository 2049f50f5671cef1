package io.candlegrid.db.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up what canonical holds. */
@SuppressWarnings("InlineFormatString") // long statements read better outside of the code
final class CoverageQuery {

    private static final String ONE =
            " where market_id = {market:UInt8} and symbol = {symbol:String}";

    private static final String MONTHS =
            """
            select market_id, symbol, toInt32(toYYYYMM(ts_open)) as month, toInt64(count()),
                   min(ts_open), max(ts_open), toUInt8(max(source = 'synthetic'))
            from canonical_candles_1m final
            %s
            group by market_id, symbol, month
            order by market_id, symbol, month
            """;

    private static final String HOLES =
            """
            select market_id, symbol, previous, ts_open
            from
            (
                select market_id, symbol, ts_open,
                       lagInFrame(ts_open, 1, ts_open) over (
                           partition by market_id, symbol order by ts_open
                           rows between 1 preceding and current row) as previous
                from canonical_candles_1m final
                %s
            )
            where toUnixTimestamp64Milli(ts_open) - toUnixTimestamp64Milli(previous) > 60000
            order by market_id, symbol, ts_open
            """;

    private final ClickHouse clickHouse;
    private final HoleStore knownHoles;

    CoverageQuery(ClickHouse clickHouse, HoleStore knownHoles) {
        this.clickHouse = clickHouse;
        this.knownHoles = knownHoles;
    }

    List<Coverage> all() {
        return run("", Map.of());
    }

    Optional<Coverage> of(InstrumentId instrument) {
        Map<String, Object> parameters =
                Map.of("market", instrument.marketId(), "symbol", instrument.symbol());
        return run(ONE, parameters).stream().findFirst();
    }

    private List<Coverage> run(String where, Map<String, Object> parameters) {
        Map<InstrumentId, Stored> stored = months(where, parameters);
        addHoles(stored, where, parameters);
        return stored.entrySet().stream()
                .map(entry -> entry.getValue().coverage(entry.getKey(), knownHoles))
                .sorted(
                        Comparator.comparing(
                                Coverage::instrument,
                                Comparator.comparingInt(InstrumentId::marketId)
                                        .thenComparing(InstrumentId::symbol)))
                .toList();
    }

    private Map<InstrumentId, Stored> months(String where, Map<String, Object> parameters) {
        return clickHouse.query(
                MONTHS.formatted(where),
                parameters,
                rows -> {
                    Map<InstrumentId, Stored> found = new HashMap<>();
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(rows.uint8(), rows.string());
                        found.computeIfAbsent(id, key -> new Stored())
                                .addMonth(
                                        rows.int32(),
                                        rows.int64(),
                                        rows.int64(),
                                        rows.int64(),
                                        rows.uint8() == 1);
                    }
                    return found;
                });
    }

    private void addHoles(
            Map<InstrumentId, Stored> stored, String where, Map<String, Object> parameters) {
        clickHouse.query(
                HOLES.formatted(where),
                parameters,
                rows -> {
                    while (rows.hasNext()) {
                        InstrumentId id = new InstrumentId(rows.uint8(), rows.string());
                        long from = rows.int64() + Timeframe.M1.millis();
                        long to = rows.int64();
                        stored.computeIfAbsent(id, key -> new Stored()).addHole(from, to);
                    }
                    return stored;
                });
    }

    /** What was found of one instrument so far. */
    private static final class Stored {
        private final Map<YearMonth, Long> months = new HashMap<>();
        private final List<Hole> holes = new ArrayList<>();
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;
        private long count;
        private boolean synthetic;
        private long holeCount;

        void addMonth(int yearMonth, long stored, long first, long last, boolean anySynthetic) {
            months.put(YearMonth.of(yearMonth / 100, yearMonth % 100), stored);
            firstMillis = Math.min(firstMillis, first);
            lastMillis = Math.max(lastMillis, last);
            count += stored;
            synthetic |= anySynthetic;
        }

        void addHole(long from, long to) {
            holeCount++;
            if (holes.size() < Coverage.MAX_HOLES) {
                holes.add(new Hole(from, to, HoleType.UNKNOWN));
            }
        }

        Coverage coverage(InstrumentId id, HoleStore known) {
            List<Hole> typed = Holes.typed(holes, known.known(id, firstMillis, lastMillis));
            return new Coverage(
                    id, firstMillis, lastMillis, count, synthetic, monthList(), typed, holeCount);
        }

        private List<Coverage.Month> monthList() {
            List<Coverage.Month> list = new ArrayList<>();
            YearMonth last = month(lastMillis);
            for (YearMonth m = month(firstMillis); !m.isAfter(last); m = m.plusMonths(1)) {
                long from = Math.max(firstMillis, start(m));
                long to = Math.min(lastMillis + Timeframe.M1.millis(), start(m.plusMonths(1)));
                long expected = (to - from) / Timeframe.M1.millis();
                list.add(new Coverage.Month(m, months.getOrDefault(m, 0L), expected));
            }
            return list;
        }

        private static YearMonth month(long millis) {
            return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
        }

        private static long start(YearMonth month) {
            return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
