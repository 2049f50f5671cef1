package io.candlegrid.db.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Gap;
import io.candlegrid.domain.marketdata.GapStore.Filter;
import io.candlegrid.domain.marketdata.GapStore.Kind;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.StoredSpan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GapStoreIT {

    private static final long T0 = 1_767_225_600_000L;
    private static final long MINUTE = 60_000;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final TestDatabases databases = TestDatabases.get();
    private final PostgresHoleStore holes = new PostgresHoleStore(databases.jdbc());
    private final ClickHouseGapSearch search = new ClickHouseGapSearch(databases.clickHouse());
    private final PostgresGapStore gaps =
            new PostgresGapStore(
                    databases.jdbc(),
                    new TransactionTemplate(
                            new DataSourceTransactionManager(databases.postgres())));

    private static Hole hole(int from, int to, HoleType type) {
        return new Hole(T0 + from * MINUTE, T0 + to * MINUTE, type);
    }

    private static Gap found(InstrumentId id, int from, int to) {
        return Gap.found(id, T0 + from * MINUTE, T0 + to * MINUTE, NOW);
    }

    private Gap only(InstrumentId id) {
        List<Gap> all = gaps.list(new Filter(id.marketId(), id.symbol(), null, null), 10, 0);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aGapKeepsItsIdWhileItWaitsAndGivesItUpWhenItIsCut() {
        InstrumentId id = new InstrumentId(3, "GAPIDUSDT");
        assertThat(gaps.add(List.of(found(id, 0, 10)))).isOne();
        assertThat(gaps.add(List.of(found(id, 0, 10)))).isZero();
        Gap first = only(id);
        assertThat(gaps.due(3, NOW, 10)).contains(first);
        Gap waits = first.postponed(first.hole(), "no answer", 0, null, NOW.plusSeconds(1));
        assertThat(gaps.replace(first, List.of(waits))).containsExactly(waits);
        assertThat(gaps.due(3, NOW, 10)).doesNotContain(waits);
        assertThat(gaps.replace(first, List.of())).as("changed since it was read").isEmpty();

        List<Gap> parts =
                gaps.replace(
                        waits,
                        List.of(
                                waits.repaired(hole(0, 4, HoleType.INGEST_GAP), "came", NOW),
                                waits.explained(hole(4, 10, HoleType.NO_TRADES), "quiet", NOW)));
        assertThat(parts).extracting(Gap::id).doesNotContain(first.id()).doesNotHaveDuplicates();
        assertThat(gaps.find(first.id())).isEmpty();
        assertThat(gaps.unrepaired(id)).containsExactly(parts.get(1));
        assertThat(gaps.accounted(id, T0, T0 + 10 * MINUTE))
                .containsExactly(hole(4, 10, HoleType.NO_TRADES));
        assertThat(holes.known(id, T0, T0 + 10 * MINUTE))
                .containsExactly(hole(4, 10, HoleType.NO_TRADES));
        assertThat(gaps.count(new Filter(3, id.symbol(), HoleType.INGEST_GAP, null))).isOne();
        assertThat(gaps.count(new Filter(3, id.symbol(), null, Gap.State.OPEN))).isZero();

        assertThat(gaps.add(List.of(found(id, 0, 4), found(id, 4, 10))))
                .as("what is repaired may be gone again, what is explained stays")
                .isOne();
        assertThat(gaps.open().get(new Kind(3, HoleType.UNKNOWN))).isPositive();
        Gap again = gaps.unrepaired(id).getFirst();
        gaps.replace(again, List.of(again.repaired(again.hole(), "", NOW.minusSeconds(99))));
        assertThat(gaps.forgetRepaired(NOW.minusSeconds(90))).isOne();
    }

    @Test
    void whatWasDerivedCountsUntilTheExchangeAnswers() {
        InstrumentId id = new InstrumentId(3, "GAPDERIVEDUSDT");
        Hole halt = hole(0, 10, HoleType.VENUE_HALT);
        holes.derived(id, List.of(halt));
        assertThat(gaps.accounted(id, T0, T0 + 10 * MINUTE)).isEmpty();
        gaps.add(List.of(found(id, 0, 10), found(id, 20, 30)));
        holes.derived(id, List.of(halt, hole(20, 31, HoleType.VENUE_HALT)));
        assertThat(holes.known(id, T0 + 20 * MINUTE, T0 + 31 * MINUTE))
                .containsExactly(hole(20, 31, HoleType.VENUE_HALT));
        Gap open = gaps.unrepaired(id).get(1);
        gaps.replace(open, List.of(open.explained(hole(20, 30, HoleType.NO_TRADES), "quiet", NOW)));
        assertThat(holes.known(id, T0 + 20 * MINUTE, T0 + 31 * MINUTE))
                .containsExactly(
                        hole(20, 30, HoleType.NO_TRADES), hole(30, 31, HoleType.VENUE_HALT));
    }

    @Test
    void whatAPersonSaysEndsAGapUnlessItIsOurOwnLoss() {
        InstrumentId id = new InstrumentId(2, "TOLDUSDT");
        gaps.add(List.of(Gap.found(id, T0, T0 + 3 * MINUTE, NOW)));
        holes.remember(id, List.of(new Hole(T0, T0 + 3 * MINUTE, HoleType.INGEST_GAP)));
        assertThat(gaps.unrepaired(id)).extracting(Gap::state).containsExactly(Gap.State.OPEN);
        assertThat(holes.known(id, T0, T0 + MINUTE))
                .extracting(Hole::type)
                .containsExactly(HoleType.INGEST_GAP);

        holes.rememberHalt(2, T0 - MINUTE, T0 + 3 * MINUTE);
        assertThat(gaps.unrepaired(id)).extracting(Gap::state).containsExactly(Gap.State.EXPLAINED);

        holes.remember(id, List.of(new Hole(T0, T0 + 3 * MINUTE, HoleType.NO_TRADES)));
        assertThat(gaps.unrepaired(id))
                .extracting(gap -> gap.hole().type())
                .containsExactly(HoleType.NO_TRADES);
    }

    @Test
    void findsHolesTailsAndTradesInCanonical() {
        InstrumentId id = new InstrumentId(4, "GAPSEARCHUSDT");
        RawCandles candles = new RawCandles(id, CandleSource.REST, 100);
        for (int i = 0; i < 100; i++) {
            if (i < 40 || i >= 45) {
                double volume = i == 50 ? 0 : 1;
                double[] row = {1, 1, 1, 1, volume, Double.NaN, Double.NaN, Double.NaN};
                candles.add(T0 + i * MINUTE, row, RawCandles.TRADES_UNKNOWN);
            }
        }
        CandleStore store = databases.candles();
        store.insertRaw(candles, store.newBatch());
        store.insertRaw(candles, store.newBatch());
        Hole missing = hole(40, 45, HoleType.UNKNOWN);
        assertThat(search.holesSince(4, T0).get(id)).containsExactly(missing);
        assertThat(search.lastSince(4, T0)).containsEntry(id, T0 + 99 * MINUTE);
        assertThat(search.spans()).containsEntry(id, new StoredSpan(T0, T0 + 99 * MINUTE, 95));
        assertThat(search.missing(id, T0 - MINUTE, T0 + 102 * MINUTE))
                .containsExactly(
                        hole(-1, 0, HoleType.UNKNOWN), missing, hole(100, 102, HoleType.UNKNOWN));
        assertThat(search.traded(4, T0 + 38 * MINUTE, T0 + 52 * MINUTE).stream().toArray())
                .contains(0, 1, 7)
                .doesNotContain(2, 12);
    }
}
