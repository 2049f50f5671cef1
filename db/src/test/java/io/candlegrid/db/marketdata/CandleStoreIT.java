package io.candlegrid.db.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.db.clickhouse.RowBinaryReader;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.LotRules;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.marketdata.SnapshotStore.Frozen;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandleStoreIT {

    private static final long T0 = 1_704_067_200_000L;
    private static final long MINUTE = 60_000;

    private final TestDatabases databases = TestDatabases.get();
    private final CandleStore store = databases.candles();
    private final PostgresHoleStore holes = new PostgresHoleStore(databases.jdbc());

    private static RawCandles candles(InstrumentId id, int from, int to, double close) {
        RawCandles candles = new RawCandles(id, CandleSource.ARCHIVE, to - from);
        for (int i = from; i < to; i++) {
            double[] row = {100, 110.5, 99, close, 1.25, Double.NaN, Double.NaN, Double.NaN};
            candles.add(T0 + i * MINUTE, row, RawCandles.TRADES_UNKNOWN);
        }
        return candles;
    }

    private CandleSeries read(InstrumentId id) {
        return store.readMinutes(id, T0, T0 + 1_000_000 * MINUTE);
    }

    @Test
    void givesBackWhatWasInsertedWithTypedHoles() {
        InstrumentId id = new InstrumentId(4, "ROUNDTRIPUSDT");
        store.insertRaw(candles(id, 0, 100, 101.25), store.newBatch());
        store.insertRaw(candles(id, 130, 200, 102), store.newBatch());
        Hole halt = new Hole(T0 + 100 * MINUTE, T0 + 130 * MINUTE, HoleType.VENUE_HALT);
        holes.remember(id, List.of(halt));
        CandleSeries series = read(id);
        assertThat(series.bars()).isEqualTo(170);
        assertThat(series.priceDecimals()).isEqualTo(2);
        assertThat(series.close()[0]).isEqualTo(10_125);
        assertThat(series.holes()).containsExactly(halt);
        assertThat(store.readMinutes(id, T0 + 10 * MINUTE, T0 + 12 * MINUTE).tsOpenMillis())
                .containsExactly(T0 + 10 * MINUTE, T0 + 11 * MINUTE);

        Coverage coverage = store.coverage(id).orElseThrow();
        assertThat(coverage.count()).isEqualTo(170);
        assertThat(coverage.synthetic()).isFalse();
        assertThat(coverage.holes()).containsExactly(halt);
        assertThat(coverage.holeCount()).isOne();
        assertThat(coverage.months())
                .containsExactly(new Coverage.Month(YearMonth.of(2024, 1), 170, 200));
        assertThat(store.coverage()).contains(coverage);
        assertThat(store.coverage(new InstrumentId(4, "NOBODY"))).isEmpty();
        String key =
                databases
                        .clickHouse()
                        .query(
                                "select distinct instrument_key from raw_bybit_klines_1m"
                                        + " where symbol = 'ROUNDTRIPUSDT'",
                                Map.of(),
                                RowBinaryReader::string);
        assertThat(key).isEqualTo(id.key());
    }

    @Test
    void keepsTheNewestVersionWhateverTheOrderOfArrival() {
        InstrumentId id = new InstrumentId(1, "VERSIONSUSDT");
        IngestBatch first = store.newBatch();
        IngestBatch second = store.newBatch();
        IngestBatch sameTime = new IngestBatch(second.ingestedAt(), second.sequence() + 1);
        store.insertRaw(candles(id, 0, 10, 103), sameTime);
        store.insertRaw(candles(id, 0, 10, 101), first);
        store.insertRaw(candles(id, 0, 10, 102), second);
        assertThat(read(id).close()).containsOnly(1030);
        RawCandles again = candles(id, 0, 12, 103);
        CandleStore.Known known = store.compare(again, sameTime);
        assertThat(known.mine().cardinality()).isEqualTo(10);
        assertThat(known.same().cardinality()).isZero();
        assertThat(store.compare(again, first).same().cardinality()).isEqualTo(10);
        assertThat(store.compare(candles(id, 0, 10, 102), first).same().cardinality()).isZero();
    }

    @Test
    void bringsRawCandlesThatCanonicalLacksBack() {
        InstrumentId id = new InstrumentId(3, "REPAIRUSDT");
        store.insertRaw(candles(id, 0, 50_000, 101), store.newBatch());
        store.insertRaw(candles(id, 0, 30, 105), store.newBatch());
        ContentHash before = SnapshotHash.of(read(id));
        assertThat(store.repairCanonical()).isZero();
        databases
                .clickHouse()
                .execute(
                        "delete from canonical_candles_1m where symbol = 'REPAIRUSDT'"
                                + " and (ts_open < fromUnixTimestamp64Milli("
                                + (T0 + 20 * MINUTE)
                                + ") or ts_open >= fromUnixTimestamp64Milli("
                                + (T0 + 49_990 * MINUTE)
                                + "))");
        assertThat(read(id).bars()).isEqualTo(49_970);
        assertThat(store.repairCanonical()).isEqualTo(30);
        assertThat(SnapshotHash.of(read(id))).isEqualTo(before);
        assertThat(store.repairCanonical()).isZero();
    }

    @Test
    void freezesARangeThatLaterRepairsDoNotTouch() {
        InstrumentId id = new InstrumentId(2, "FROZENUSDT");
        store.insertRaw(candles(id, 0, 1_000, 101), store.newBatch());
        CandleSeries series = read(id);
        ContentHash hash = SnapshotHash.of(series);
        SnapshotStore snapshots =
                new ClickHouseSnapshotStore(databases.clickHouse(), stored(), holes);
        long to = T0 + 1_000 * MINUTE;
        assertThat(snapshots.freeze(id, T0, to, false, ContentHash.of("other")))
                .isEqualTo(Frozen.DATA_CHANGED);
        assertThat(snapshots.freeze(id, T0, to, false, hash)).isEqualTo(Frozen.STORED);
        store.insertRaw(candles(id, 5, 6, 102), store.newBatch());
        assertThat(snapshots.freeze(id, T0, to, false, hash)).isEqualTo(Frozen.STORED);
        CandleSeries loaded = snapshots.load(hash, id).minutes();
        assertThat(loaded.close()).isEqualTo(series.close());
        assertThat(SnapshotHash.of(loaded)).isEqualTo(hash);
        assertThatThrownBy(() -> snapshots.load(ContentHash.of("other"), id))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no snapshot");
    }

    private RangeReader stored() {
        return new RangeReader(
                store,
                new ClickHouseFundingStore(databases.clickHouse()),
                new ClickHouseMarkStore(databases.clickHouse()),
                new PostgresInstrumentStore(databases.jdbc()));
    }

    @Test
    void freezesFundingMarksAndRulesWithTheCandles() {
        InstrumentId id = new InstrumentId(2, "FROZENALLUSDT");
        long to = T0 + 1_000 * MINUTE;
        RangeReader stored = stored();
        store.insertRaw(candles(id, 0, 1_000, 101), store.newBatch());
        List<FundingRate> rates =
                List.of(
                        new FundingRate(T0 + 3, 0.0001),
                        new FundingRate(T0 + 480 * MINUTE, -0.00025));
        IngestBatch batch = store.newBatch();
        assertThat(stored.funding().save(id, rates, CandleSource.ARCHIVE, batch)).isZero();
        assertThat(stored.funding().save(id, rates, CandleSource.ARCHIVE, batch)).isZero();
        assertThat(stored.funding().save(id, rates, CandleSource.REST, store.newBatch()))
                .isEqualTo(2);
        stored.marks().save(candles(id, 0, 900, 103), store.newBatch());
        assertThat(stored.lots(id)).isInstanceOf(Validated.Invalid.class);
        stored.instruments()
                .save(
                        List.of(
                                new Instrument(
                                        id,
                                        "trading",
                                        null,
                                        new BigDecimal("0.0010"),
                                        BigDecimal.ZERO,
                                        true,
                                        "test")));
        LotRules lots = new LotRules(new BigDecimal("0.001"), BigDecimal.ZERO);
        RangeData data = stored.read(id, T0, to, lots);
        assertThat(data.funding())
                .containsExactly(
                        new FundingRate(T0, 0.0001), new FundingRate(T0 + 480 * MINUTE, -0.00025));

        SnapshotStore snapshots =
                new ClickHouseSnapshotStore(databases.clickHouse(), stored, holes);
        ContentHash hash = data.hash();
        assertThat(snapshots.freeze(id, T0, to, false, hash)).isEqualTo(Frozen.DATA_CHANGED);
        assertThat(snapshots.freeze(id, T0, to, true, hash)).isEqualTo(Frozen.STORED);
        stored.funding()
                .save(
                        id,
                        List.of(new FundingRate(T0, 0.5)),
                        CandleSource.ARCHIVE,
                        store.newBatch());
        assertThat(stored.read(id, T0, to, lots).hash()).isNotEqualTo(hash);
        assertThat(snapshots.freeze(id, T0, to, true, hash)).isEqualTo(Frozen.STORED);
        RangeData loaded = snapshots.load(hash, id);
        assertThat(loaded.hash()).isEqualTo(hash);
        assertThat(loaded.funding()).isEqualTo(data.funding());
        assertThat(loaded.lots()).isEqualTo(lots);
        CandleSeries marks = loaded.marks();
        assertThat(marks == null ? 0 : marks.bars()).isEqualTo(900);

        databases
                .clickHouse()
                .execute(
                        "delete from snapshot_funding where snapshot_hash ="
                                + " toFixedString(unhex('"
                                + data.fundingHash().hex()
                                + "'), 32)");
        assertThatThrownBy(() -> snapshots.load(hash, id))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void whatWasToldOfHolesCountsMoreThanWhatWasDerived() {
        InstrumentId id = new InstrumentId(4, "TOLDUSDT");
        Hole derived = new Hole(T0, T0 + 100 * MINUTE, HoleType.VENUE_HALT);
        Hole told = new Hole(T0 + 10 * MINUTE, T0 + 20 * MINUTE, HoleType.INGEST_GAP);
        holes.derived(id, List.of(derived));
        holes.remember(id, List.of(told));
        assertThat(holes.known(id, T0, T0 + 200 * MINUTE))
                .containsExactly(
                        new Hole(T0, T0 + 10 * MINUTE, HoleType.VENUE_HALT),
                        told,
                        new Hole(T0 + 20 * MINUTE, T0 + 100 * MINUTE, HoleType.VENUE_HALT));
        holes.derived(id, List.of());
        holes.rememberHalt(4, T0 + 15 * MINUTE, T0 + 30 * MINUTE);
        assertThat(holes.known(id, T0, T0 + 200 * MINUTE))
                .containsExactly(
                        told, new Hole(T0 + 20 * MINUTE, T0 + 30 * MINUTE, HoleType.VENUE_HALT));
        databases.jdbc().sql("delete from known_halts").update();
        Hole wider = new Hole(T0, T0 + 50 * MINUTE, HoleType.NO_TRADES);
        holes.remember(id, List.of(wider));
        assertThat(holes.known(id, T0, T0 + 200 * MINUTE)).containsExactly(wider);
    }

    @Test
    void readsASymbolYearInWellUnderASecond() {
        SyntheticMarket market =
                new SyntheticMarket(new InstrumentId(1, "SYNTHREAD"), 1, T0, 525_600);
        RawCandles year = market.candles();
        IngestBatch batch = store.newBatch();
        long start = System.nanoTime();
        store.insertRaw(year, batch);
        double insertSeconds = (System.nanoTime() - start) / 1e9;
        store.readMinutes(market.instrument(), T0, T0 + 600_000 * MINUTE);
        start = System.nanoTime();
        CandleSeries series = store.readMinutes(market.instrument(), T0, T0 + 600_000 * MINUTE);
        double readSeconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "year: insert %.2f s (%.0f rows/s), read %.3f s%n",
                insertSeconds, 525_600 / insertSeconds, readSeconds);
        assertThat(series.bars()).isEqualTo(525_600);
        assertThat(store.coverage(market.instrument()).orElseThrow().synthetic()).isTrue();
        assertThat(readSeconds).isLessThan(5);
    }

    @Test
    void knowsTheMarketsOfTheDomain() {
        assertThat(new PostgresMarketStore(databases.jdbc()).all()).isEqualTo(Market.ALL);
    }

    @Test
    void keepsInstrumentsAndLeavesKnownOnesAlone() {
        PostgresInstrumentStore instruments = new PostgresInstrumentStore(databases.jdbc());
        InstrumentId id = new InstrumentId(2, "RULESUSDT");
        instruments.addIfAbsent(id, CandleSource.ARCHIVE);
        assertThat(instruments.find(id).orElseThrow().tradable()).isFalse();
        Instrument full =
                new Instrument(
                        id,
                        "trading",
                        new BigDecimal("0.10"),
                        new BigDecimal("0.001"),
                        null,
                        true,
                        "exchange");
        instruments.save(List.of(full));
        instruments.addIfAbsent(id, CandleSource.ARCHIVE);
        assertThat(instruments.find(id)).contains(full);
        assertThat(instruments.ofMarket(2)).contains(full);
        assertThat(instruments.all()).contains(full);
        assertThat(instruments.find(new InstrumentId(1, "RULESUSDT"))).isEmpty();
    }
}
