package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.candlegrid.domain.marketdata.Gap.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GapRepairTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final StandInStores stores = new StandInStores();
    private final StandInVenue venue = new StandInVenue();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final GapScan scan = new GapScan(stores, stores, market -> Set.of(), clock);
    private final GapRepair repair =
            new GapRepair(
                    stores,
                    stores,
                    stores,
                    new GapExplanation(stores, stores),
                    clock,
                    RandomGenerator.of("L64X128MixRandom"));

    @BeforeEach
    void threeInstrumentsTradeAnHour() {
        for (String symbol : List.of("ADAUSDT", "BTCUSDT", "ETHUSDT")) {
            venue.candles(symbol, 0, 60, 2);
            stores.store(symbol, 0, 60);
            list(symbol);
        }
    }

    private void list(String symbol) {
        InstrumentId id = new InstrumentId(1, symbol);
        stores.save(
                List.of(new Instrument(id, "trading", null, null, null, true, Instrument.LISTED)));
    }

    private GapRepair.Outcome run() {
        scan.recent(venue);
        return repair.run(venue, NOW.plusSeconds(1));
    }

    private Stream<Tuple> gaps() {
        return stores.gaps.values().stream()
                .map(gap ->
                        tuple(
                                gap.instrument().symbol(),
                                (int) (gap.hole().fromMillis() / 60_000),
                                (int) gap.hole().minutes(),
                                gap.hole().type(),
                                gap.state()));
    }

    @Test
    void fetchesWhatTheExchangeHas() {
        stores.lose("ADAUSDT", 10, 14);
        GapRepair.Outcome outcome = run();
        assertThat(outcome).isEqualTo(new GapRepair.Outcome(1, 1, 4, 0, 0, 0, ""));
        assertThat(gaps())
                .containsExactly(tuple("ADAUSDT", 10, 4, HoleType.INGEST_GAP, State.REPAIRED));
        assertThat(stores.missing(new InstrumentId(1, "ADAUSDT"), 0, 60 * 60_000L)).isEmpty();
        assertThat(run().asked()).isZero();
    }

    @Test
    void aMinuteInWhichOthersTradedIsOneWithoutTrades() {
        StandInVenue quiet = quietAda(30, 32);
        stores.lose("ADAUSDT", 30, 32);
        scan.recent(quiet);
        repair.run(quiet, NOW.plusSeconds(1));
        assertThat(gaps())
                .containsExactly(tuple("ADAUSDT", 30, 2, HoleType.NO_TRADES, State.EXPLAINED));
        assertThat(quiet.questions).containsExactly("ADAUSDT");
    }

    private static StandInVenue quietAda(int from, int to) {
        return new StandInVenue()
                .candles("ADAUSDT", 0, from, 2)
                .candles("ADAUSDT", to, 60, 2)
                .candles("BTCUSDT", 0, 60, 2)
                .candles("ETHUSDT", 0, 60, 2);
    }

    @Test
    void aMinuteInWhichNobodyTradedIsAHalt() {
        StandInVenue halted = new StandInVenue();
        for (String symbol : List.of("ADAUSDT", "BTCUSDT", "ETHUSDT")) {
            halted.candles(symbol, 0, 40, 2).candles(symbol, 50, 60, 2);
            stores.lose(symbol, 40, 50);
        }
        scan.recent(halted);
        GapRepair.Outcome outcome = repair.run(halted, NOW.plusSeconds(1));
        assertThat(outcome.explained()).isEqualTo(3);
        assertThat(gaps())
                .hasSize(3)
                .allSatisfy(gap ->
                        assertThat(gap.toList().subList(1, 5))
                                .containsExactly(40, 10, HoleType.VENUE_HALT, State.EXPLAINED));
    }

    @Test
    void anOutageOfOurIngestIsNoHaltThoughNobodyIsStored() {
        // We missed everybody, and ADA did not trade: only the others' candles over REST tell.
        StandInVenue quiet = quietAda(20, 25);
        for (String symbol : List.of("ADAUSDT", "BTCUSDT", "ETHUSDT")) {
            stores.lose(symbol, 20, 25);
        }
        scan.recent(quiet);
        repair.run(quiet, NOW.plusSeconds(1));
        assertThat(gaps())
                .containsExactlyInAnyOrder(
                        tuple("ADAUSDT", 20, 5, HoleType.NO_TRADES, State.EXPLAINED),
                        tuple("BTCUSDT", 20, 5, HoleType.INGEST_GAP, State.REPAIRED),
                        tuple("ETHUSDT", 20, 5, HoleType.INGEST_GAP, State.REPAIRED));
    }

    @Test
    void withoutOtherStoredInstrumentsTheExchangeIsAskedAboutItsBusiest() {
        StandInStores alone = stores;
        alone.lose("BTCUSDT", 0, 60);
        alone.lose("ETHUSDT", 0, 60);
        alone.lose("ADAUSDT", 10, 12);
        Gap gap = Gap.found(new InstrumentId(1, "ADAUSDT"), 10 * 60_000L, 12 * 60_000L, NOW);
        alone.add(List.of(gap));
        StandInVenue quiet = quietAda(10, 12);
        repair.run(quiet, NOW.plusSeconds(1));
        assertThat(gaps())
                .containsExactly(tuple("ADAUSDT", 10, 2, HoleType.NO_TRADES, State.EXPLAINED));
        assertThat(quiet.questions).containsExactly("ADAUSDT", "BTCUSDT");
    }

    @Test
    void withoutAListOfInstrumentsNobodyCanTellYet() {
        stores.instruments.clear();
        StandInVenue halted = new StandInVenue();
        stores.lose("BTCUSDT", 10, 12);
        stores.lose("ETHUSDT", 10, 12);
        stores.lose("ADAUSDT", 10, 12);
        scan.recent(halted);
        repair.run(halted, NOW.plusSeconds(1));
        assertThat(stores.gaps.values())
                .hasSize(3)
                .allSatisfy(kept -> {
                    assertThat(kept.state()).isEqualTo(State.OPEN);
                    assertThat(kept.attempts()).isOne();
                    assertThat(kept.detail()).contains("not known yet");
                });
    }

    @Test
    void aHaltThatNoOtherInstrumentConfirmsIsNotOneYet() {
        StandInVenue vague = new StandInVenue().candles("ADAUSDT", 0, 10, 2);
        vague.vague.addAll(List.of("BTCUSDT", "ETHUSDT"));
        for (String symbol : List.of("ADAUSDT", "BTCUSDT", "ETHUSDT")) {
            stores.lose(symbol, 10, 12);
        }
        list("XUSDT");
        vague.candles("XUSDT", 0, 10, 2).candles("XUSDT", 11, 60, 0);
        stores.instruments.remove(new InstrumentId(1, "ADAUSDT"));
        vague.vague.add("XUSDT");
        stores.add(List.of(Gap.found(new InstrumentId(1, "ADAUSDT"), 600_000L, 720_000L, NOW)));
        repair.run(vague, NOW.plusSeconds(1));
        assertThat(gaps())
                .containsExactlyInAnyOrder(
                        tuple("ADAUSDT", 10, 1, HoleType.UNKNOWN, State.OPEN),
                        tuple("ADAUSDT", 11, 1, HoleType.VENUE_HALT, State.EXPLAINED));
        assertThat(stores.gaps.values())
                .anySatisfy(gap -> assertThat(gap.detail()).contains("no instrument"));
    }

    @Test
    void whatTheExchangeHasNeverHeardOfIsNotAskedFor() {
        stores.lose("ADAUSDT", 10, 14);
        venue.unheard.add("ADAUSDT");
        assertThat(scan.recent(venue)).isZero();
        stores.add(List.of(Gap.found(new InstrumentId(1, "ADAUSDT"), 600_000L, 720_000L, NOW)));
        GapRepair.Outcome outcome = repair.run(venue, NOW.plusSeconds(1));
        assertThat(outcome.givenUp()).isOne();
        assertThat(venue.questions).isEmpty();
    }

    @Test
    void aSilentExchangeIsAskedOncePerRunAndLaterAgain() {
        stores.lose("ADAUSDT", 10, 14);
        stores.lose("BTCUSDT", 10, 14);
        venue.failure =
                new VenueException(
                        VenueException.Kind.LATER, "no answer", null, new RuntimeException());
        GapRepair.Outcome outcome = run();
        assertThat(outcome.asked()).isOne();
        assertThat(outcome.postponed()).isOne();
        assertThat(outcome.trouble()).isEqualTo("no answer");
        assertThat(stores.gaps.values()).extracting(Gap::attempts).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aRefusedQuestionIsGivenUpAndTheNextGapIsAsked() {
        stores.lose("ADAUSDT", 10, 14);
        stores.lose("BTCUSDT", 10, 14);
        venue.failure =
                new VenueException(
                        VenueException.Kind.REFUSED,
                        "Invalid symbol",
                        null,
                        new RuntimeException());
        venue.fails = () -> venue.questions.getLast().equals("ADAUSDT");
        GapRepair.Outcome outcome = run();
        assertThat(outcome.givenUp()).isOne();
        assertThat(outcome.repaired()).isOne();
        assertThat(gaps())
                .containsExactlyInAnyOrder(
                        tuple("ADAUSDT", 10, 4, HoleType.UNKNOWN, State.GIVEN_UP),
                        tuple("BTCUSDT", 10, 4, HoleType.INGEST_GAP, State.REPAIRED));
    }

    @Test
    void candlesThatCanNotBeStoredStayAGapOfOurs() {
        stores.lose("ADAUSDT", 10, 14);
        stores.failure = new StoreException("ClickHouse is down");
        GapRepair.Outcome outcome = run();
        assertThat(outcome.trouble()).isEqualTo("ClickHouse is down");
        assertThat(gaps())
                .containsExactly(tuple("ADAUSDT", 10, 4, HoleType.INGEST_GAP, State.OPEN));
    }

    @Test
    void theEndOfTheProcessCostsNoAttempt() {
        stores.lose("ADAUSDT", 10, 14);
        venue.failure =
                new VenueException(
                        VenueException.Kind.STOPPED, "closed", null, new RuntimeException());
        run();
        assertThat(stores.gaps.values()).extracting(Gap::attempts).containsExactly(0);
    }

    @Test
    void aSubscribedInstrumentThatStopsHasAGapUpToNow() {
        GapScan watched = new GapScan(stores, stores, market -> Set.of("ADAUSDT"), clock);
        assertThat(watched.recent(venue)).isOne();
        Gap tail = stores.gaps.values().iterator().next();
        assertThat(tail.hole().fromMillis()).isEqualTo(60 * 60_000L);
        assertThat(tail.hole().toMillis()).isEqualTo(venue.now().toEpochMilli() - 180_000);
        assertThat(watched.recent(venue)).isZero();
    }

    @Test
    void gapsWhoseCandlesHaveComeAreClosed() {
        stores.lose("ADAUSDT", 10, 14);
        scan.recent(venue);
        stores.store("ADAUSDT", 10, 14);
        assertThat(scan.everything(new Venues(List.of(venue))))
                .isEqualTo(new GapScan.Outcome(3, 180, 0, 1));
        assertThat(stores.gaps.values()).extracting(Gap::state).containsExactly(State.REPAIRED);
    }
}
