package io.candlegrid.grid.exchange;

import static io.candlegrid.grid.exchange.SimulatedVenue.FEED;
import static io.candlegrid.grid.exchange.SimulatedVenue.MINUTE;
import static io.candlegrid.grid.exchange.SimulatedVenue.REST;
import static io.candlegrid.grid.exchange.SimulatedVenue.START;
import static io.candlegrid.grid.exchange.SimulatedVenue.list;
import static io.candlegrid.grid.exchange.SimulatedVenue.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.grid.exchange.simulator.Fault;
import io.candlegrid.grid.exchange.simulator.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of the simulator, and what an adapter makes of it. */
class ExchangeFaultsIT {

    private static final Instant FROM = START.minus(Duration.ofHours(25));

    private static RestTimings attempts(int attempts, Duration timeout) {
        return new RestTimings(
                REST.connectTimeout(),
                timeout,
                attempts,
                REST.backoffMin(),
                REST.backoffMax(),
                REST.maxWait());
    }

    private static FeedTimings silence(Duration silence) {
        return new FeedTimings(
                FEED.connectTimeout(),
                Duration.ofSeconds(5),
                FEED.heartbeat(),
                silence,
                FEED.maxAge(),
                FEED.backoffMin(),
                FEED.backoffMax());
    }

    private static FeedTimings maxAge(Duration maxAge) {
        return new FeedTimings(
                FEED.connectTimeout(),
                FEED.ackTimeout(),
                FEED.heartbeat(),
                FEED.silence(),
                maxAge,
                FEED.backoffMin(),
                FEED.backoffMax());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void malformedFramesAreSetAsideAndTheGoodOnesArrive(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 10)) {
            CandleFeed feed = venue.feed(venue.instruments());
            venue.begin(Fault.of(FaultKind.MALFORMED).share(0.4));

            venue.minutes(5);

            soon().until(() -> venue.log.closed().size() + feed.status().deadLetters() == 50);
            List<FeedEvent.SetAside> letters = venue.log.all(FeedEvent.SetAside.class);
            assertThat(letters).hasSizeBetween(5, 45);
            assertThat(letters)
                    .allSatisfy(event -> {
                        assertThat(event.letter().cause()).startsWith("not JSON");
                        assertThat(event.letter().raw()).contains("SYNTH00");
                    });
            assertThat(venue.log.closed())
                    .allSatisfy(candle ->
                            assertThat(venue.truth(candle.instrument()))
                                    .containsEntry(candle.tsOpenMillis(), candle));
            assertThat(feed.status().reconnects()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void partialPagesAreCompleted(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            venue.minutes(1);
            venue.begin(Fault.of(FaultKind.PARTIAL_PAGES).share(0.9));

            FetchedCandles fetched = venue.fetch(venue.first(), FROM, START);

            assertThat(list(fetched.candles()))
                    .isEqualTo(venue.truth(venue.first(), FROM, START))
                    .hasSize(1_500);
            assertThat(fetched.absent()).isEmpty();
            assertThat(venue.simulator.usage(venue.market).requests()).isGreaterThan(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rateLimitsAreWaitedForAndServerErrorsTriedAgain(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            venue.minutes(1);
            venue.begin(Fault.of(FaultKind.RATE_LIMIT).share(0.3).amount(Duration.ofMillis(300)));
            venue.begin(Fault.of(FaultKind.SERVER_ERROR).share(0.3));
            venue.begin(Fault.of(FaultKind.PARTIAL_PAGES).share(0.5));

            FetchedCandles fetched = venue.fetch(venue.first(), FROM, START);

            assertThat(list(fetched.candles()))
                    .isEqualTo(venue.truth(venue.first(), FROM, START))
                    .hasSize(1_500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aLongBanIsToldAtOnceAndTheExchangeIsLeftAlone(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            int fault = venue.begin(Fault.of(FaultKind.BAN).amount(Duration.ofMinutes(7)));
            Instant before = Instant.now();

            ExchangeException banned =
                    catchThrowableOfType(
                            ExchangeException.class, () -> venue.adapter.instruments());
            venue.simulator.faults().end(fault);
            ExchangeException still =
                    catchThrowableOfType(
                            ExchangeException.class, () -> venue.adapter.instruments());

            assertThat(banned.kind()).isEqualTo(ExchangeException.Kind.RATE_LIMITED);
            assertThat(still.kind()).isEqualTo(ExchangeException.Kind.RATE_LIMITED);
            assertThat(banned.retryAt().orElseThrow())
                    .isBetween(before.plusSeconds(400), before.plusSeconds(600));
            assertThat(venue.simulator.usage(venue.market).requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void binancesWeightRunsOutAndIsSaidWhenItComesBack(int marketId) {
        // The exchange allows much less than the adapter expects.
        try (SimulatedVenue venue =
                new SimulatedVenue(
                        marketId,
                        SimulatedVenue.settings(1).withWeightPerMinute(30),
                        attempts(1, REST.requestTimeout()),
                        FEED)) {
            ExchangeException limited =
                    catchThrowableOfType(
                            ExchangeException.class,
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    venue.adapter.instruments();
                                }
                            });

            assertThat(limited.kind()).isEqualTo(ExchangeException.Kind.RATE_LIMITED);
            assertThat(limited.retryAt().orElseThrow()).isBefore(Instant.now().plusSeconds(61));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void slowAnswersEndInATimeOut(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(marketId, 1, attempts(2, Duration.ofMillis(700)), FEED)) {
            venue.begin(Fault.of(FaultKind.SLOW).amount(Duration.ofSeconds(2)));

            assertThatThrownBy(() -> venue.adapter.instruments())
                    .isInstanceOfSatisfying(
                            ExchangeException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ExchangeException.Kind.UNREACHABLE);
                                assertThat(e).hasMessageContaining("(2 tries)");
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aBrokenConnectionIsReplacedAndSubscribedAgain(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 3)) {
            CandleFeed feed = venue.feed(venue.instruments());
            int fault = venue.begin(Fault.of(FaultKind.DISCONNECT));

            venue.minutes(1);

            soon().until(() -> !venue.log.all(FeedEvent.Disconnected.class).isEmpty());
            venue.simulator.faults().end(fault);
            soon().until(() -> feed.status().isComplete());
            assertThat(venue.log.all(FeedEvent.Disconnected.class).getFirst().instruments())
                    .containsExactlyInAnyOrderElementsOf(venue.instruments());
            assertThat(venue.log.closed()).isEmpty();
            venue.minutes(1);
            soon().until(() -> venue.log.closed().size() == 3);
            assertThat(feed.status().reconnects()).isPositive();
            // What was missed comes over REST.
            venue.simulator.clock().advance(Duration.ofSeconds(2));
            Instant end = START.plus(Duration.ofMinutes(2));
            for (InstrumentId id : venue.instruments()) {
                assertThat(list(venue.fetch(id, START, end).candles()))
                        .isEqualTo(venue.truth(id, START, end))
                        .hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aSilentConnectionIsReplaced(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(marketId, 2, REST, silence(Duration.ofSeconds(3)))) {
            CandleFeed feed = venue.feed(venue.instruments());
            int fault = venue.begin(Fault.of(FaultKind.SILENCE));
            venue.minutes(1);

            soon().until(() ->
                    venue.log.all(FeedEvent.Disconnected.class).stream()
                            .anyMatch(e -> e.reason().startsWith("silent for")));
            assertThat(venue.log.closed()).isEmpty();
            venue.simulator.faults().end(fault);

            // One minute after the other until its candles come, as time would bring them.
            soon().pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        if (feed.status().isComplete()) {
                            venue.minutes(1);
                        }
                        return venue.log.closed().size() >= 2;
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void duplicatesLateSwappedAndRevisedCandlesAllArrive(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 6)) {
            venue.feed(venue.instruments());
            venue.begin(Fault.of(FaultKind.DUPLICATE).share(0.3));
            venue.begin(Fault.of(FaultKind.LATE).share(0.2).amount(Duration.ofSeconds(100)));
            venue.begin(Fault.of(FaultKind.REVISED).share(0.2).amount(Duration.ofSeconds(20)));
            venue.begin(Fault.of(FaultKind.OUT_OF_ORDER).share(0.3));

            venue.minutes(10);
            venue.simulator.faults().endAll();
            venue.minutes(3);

            soon().untilAsserted(() -> {
                for (InstrumentId id : venue.instruments()) {
                    assertThat(venue.log.lastClosed(id)).isEqualTo(venue.truth(id)).hasSize(13);
                }
            });
            assertThat(seen(venue))
                    .as("duplicates, revisions, out of order")
                    .satisfies(seen -> {
                        assertThat(seen.get("duplicate")).isPositive();
                        assertThat(seen.get("revised")).isPositive();
                        assertThat(seen.get("late")).isPositive();
                    });
        }
    }

    /** How often a candle came twice the same, again with other values, and after a later one. */
    private static Map<String, Integer> seen(SimulatedVenue venue) {
        Map<String, Integer> seen = new HashMap<>(Map.of("duplicate", 0, "revised", 0, "late", 0));
        Map<InstrumentId, Map<Long, Candle>> before = new HashMap<>();
        for (Candle candle : venue.log.closed()) {
            Map<Long, Candle> earlier =
                    before.computeIfAbsent(candle.instrument(), any -> new HashMap<>());
            boolean late = earlier.keySet().stream().anyMatch(at -> at > candle.tsOpenMillis());
            Candle same = earlier.put(candle.tsOpenMillis(), candle);
            if (same != null) {
                seen.merge(same.equals(candle) ? "duplicate" : "revised", 1, Integer::sum);
            } else if (late) {
                seen.merge("late", 1, Integer::sum);
            }
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aHaltIsAHoleThatTheExchangeConfirms(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            venue.feed(venue.instruments());
            venue.simulator
                    .faults()
                    .plan(
                            Fault.of(FaultKind.HALT).on(marketId),
                            START.plus(Duration.ofMinutes(2)),
                            START.plus(Duration.ofMinutes(5)));

            venue.minutes(8);
            venue.simulator.clock().advance(Duration.ofSeconds(2));

            soon().until(() -> venue.log.closed().size() == 5);
            assertThat(venue.log.lastClosed(venue.first())).isEqualTo(venue.truth(venue.first()));
            FetchedCandles fetched =
                    venue.fetch(venue.first(), START, START.plus(Duration.ofMinutes(8)));
            assertThat(fetched.candles().count()).isEqualTo(5);
            assertThat(fetched.absent())
                    .singleElement()
                    .satisfies(hole -> {
                        assertThat(hole.fromMillis()).isEqualTo(START.toEpochMilli() + 2 * MINUTE);
                        assertThat(hole.minutes()).isEqualTo(3);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void minutesWithoutTradesAreFlatOrAbsent(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            venue.feed(venue.instruments());
            venue.minutes(1);
            soon().until(() -> venue.log.closed().size() == 1);
            Candle last = venue.log.closed().getFirst();
            int fault = venue.begin(Fault.of(FaultKind.NO_TRADES));

            venue.minutes(2);
            venue.simulator.faults().end(fault);
            venue.minutes(1);
            venue.simulator.clock().advance(Duration.ofSeconds(2));

            boolean flat = venue.market.exchange() == Exchange.BINANCE;
            soon().until(() -> venue.log.closed().size() == (flat ? 4 : 2));
            List<Candle> fetched =
                    list(
                            venue.fetch(venue.first(), START, START.plus(Duration.ofMinutes(4)))
                                    .candles());
            assertThat(fetched).isEqualTo(venue.log.closed());
            if (flat) {
                assertThat(fetched.subList(1, 3))
                        .allSatisfy(candle -> {
                            assertThat(candle.volume()).isZero();
                            assertThat(candle.trades()).isZero();
                            assertThat(candle.high()).isEqualTo(last.close());
                            assertThat(candle.low()).isEqualTo(last.close());
                        });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anExchangeThatIsDownIsTriedUntilItIsBack(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(marketId, 2, attempts(3, REST.requestTimeout()), FEED)) {
            CandleFeed feed = venue.feed(venue.instruments());
            int fault = venue.begin(Fault.of(FaultKind.REFUSE_CONNECTIONS));

            soon().until(() -> venue.log.all(FeedEvent.Disconnected.class).size() >= 3);
            assertThatThrownBy(() -> venue.adapter.instruments())
                    .isInstanceOfSatisfying(
                            ExchangeException.class,
                            e ->
                                    assertThat(e.kind())
                                            .isEqualTo(ExchangeException.Kind.UNREACHABLE));
            assertThat(feed.status().connections()).isZero();
            assertThat(feed.status().acknowledged()).isZero();
            venue.simulator.faults().end(fault);

            soon().until(() -> feed.status().isComplete());
            assertThat(venue.adapter.instruments().instruments()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aConnectionThatTheExchangeEndsIsReplaced(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 2)) {
            CandleFeed feed = venue.feed(venue.instruments());
            int fault =
                    venue.begin(Fault.of(FaultKind.SHORT_SESSIONS).amount(Duration.ofMillis(300)));

            soon().until(() -> venue.simulator.usage(venue.market).connections() >= 3);
            venue.simulator.faults().end(fault);

            soon().until(() -> feed.status().isComplete());
            assertThat(venue.log.all(FeedEvent.Disconnected.class))
                    .anySatisfy(event -> assertThat(event.reason()).contains("24 hours are over"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anOldConnectionHandsOverWithoutLosingACandle(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(marketId, 3, REST, maxAge(Duration.ofMillis(400)))) {
            venue.feed(venue.instruments());

            soon().pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        venue.minutes(1);
                        return venue.simulator.usage(venue.market).connections() >= 5;
                    });

            soon().untilAsserted(() -> {
                for (InstrumentId id : venue.instruments()) {
                    assertThat(venue.log.lastClosed(id)).isEqualTo(venue.truth(id));
                }
            });
            assertThat(venue.log.all(FeedEvent.Disconnected.class))
                    .isNotEmpty()
                    .allSatisfy(event -> {
                        assertThat(event.reason()).endsWith("took over");
                        assertThat(event.instruments()).isEmpty();
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyFaultAtOnceEndsInTheTruthOnceRestHasFilledIn(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 8)) {
            CandleFeed feed = venue.feed(venue.instruments());
            for (FaultKind kind :
                    List.of(
                            FaultKind.DISCONNECT,
                            FaultKind.DUPLICATE,
                            FaultKind.OUT_OF_ORDER,
                            FaultKind.MALFORMED,
                            FaultKind.NO_TRADES,
                            FaultKind.PARTIAL_PAGES,
                            FaultKind.SERVER_ERROR)) {
                venue.begin(Fault.of(kind).share(0.2));
            }
            venue.begin(Fault.of(FaultKind.LATE).share(0.2).amount(Duration.ofSeconds(90)));
            venue.begin(Fault.of(FaultKind.REVISED).share(0.2).amount(Duration.ofSeconds(10)));

            for (int minute = 0; minute < 12; minute++) {
                venue.minutes(1);
                Instant now = venue.simulator.clock().instant();
                soon().until(() -> !venue.simulator.sentUntil().isBefore(now));
                // What broke is missed by the exchange first, by the feed a moment later.
                soon().until(() ->
                        venue.subscribedAtTheExchange().size() == 8 && feed.status().isComplete());
            }
            venue.minutes(1);
            venue.simulator.clock().advance(Duration.ofSeconds(2));

            Instant end = START.plus(Duration.ofMinutes(13));
            for (InstrumentId id : venue.instruments()) {
                Map<Long, Candle> stored = new HashMap<>(venue.log.lastClosed(id));
                for (Candle candle : list(venue.fetch(id, START, end).candles())) {
                    stored.put(candle.tsOpenMillis(), candle);
                }
                assertThat(stored).as("seed %d", SimulatedVenue.SEED).isEqualTo(venue.truth(id));
            }
            assertThat(venue.log.closed()).hasSizeGreaterThan(8);
        }
    }
}
