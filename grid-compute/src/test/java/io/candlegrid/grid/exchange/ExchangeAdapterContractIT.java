package io.candlegrid.grid.exchange;

import static io.candlegrid.grid.exchange.SimulatedVenue.MINUTE;
import static io.candlegrid.grid.exchange.SimulatedVenue.START;
import static io.candlegrid.grid.exchange.SimulatedVenue.list;
import static io.candlegrid.grid.exchange.SimulatedVenue.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter does, whichever exchange it speaks with. */
class ExchangeAdapterContractIT {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void listsAllInstrumentsPageByPage(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1_203)) {
            InstrumentListing listing = venue.adapter.instruments();

            assertThat(listing.instruments())
                    .extracting(listed -> listed.instrument().id())
                    .containsExactlyElementsOf(venue.instruments());
            assertThat(listing.setAside()).isEmpty();
            ListedInstrument first = listing.instruments().getFirst();
            assertThat(first.quote()).isEqualTo("USDT");
            assertThat(first.base()).isEqualTo("SYNTH0000");
            assertThat(first.instrument().tradable()).isTrue();
            assertThat(first.instrument().status()).isEqualTo("trading");
            assertThat(first.instrument().tickSize()).isEqualByComparingTo("0.01");
            assertThat(first.instrument().lotSize()).isEqualByComparingTo("0.001");
            assertThat(first.minQuantity()).isEqualByComparingTo("0.001");
            assertThat(first.instrument().minNotional())
                    .isEqualByComparingTo(BigDecimal.valueOf(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fetchesAllClosedCandlesInOrder(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            venue.simulator.clock().advance(Duration.ofSeconds(59));
            Instant from = START.minus(Duration.ofMinutes(2_345));
            Instant to = START.plus(Duration.ofMinutes(30));

            FetchedCandles fetched = venue.fetch(venue.first(), from, to);

            // The minute that is running is not closed, though the exchange tells it.
            assertThat(fetched.toMillis()).isEqualTo(START.toEpochMilli());
            assertThat(list(fetched.candles())).hasSize(2_345);
            assertThat(list(fetched.candles())).isEqualTo(venue.truth(venue.first(), from, to));
            assertThat(fetched.candles().source()).isEqualTo(CandleSource.REST);
            assertThat(fetched.absent()).isEmpty();
            assertThat(fetched.unconfirmed()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void doesNotFetchACandleRightAtItsClose(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            Instant from = START.minus(Duration.ofMinutes(2));

            assertThat(venue.fetch(venue.first(), from, START).candles().count()).isEqualTo(1);
            venue.simulator.clock().advance(Duration.ofSeconds(2));
            assertThat(venue.fetch(venue.first(), from, START).candles().count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void saysThatThereIsNothingBeforeTheFirstCandle(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(
                        marketId, SimulatedVenue.settings(1).withHistory(Duration.ofHours(2)))) {
            venue.minutes(1);
            Instant from = START.minus(Duration.ofHours(5));

            FetchedCandles fetched = venue.fetch(venue.first(), from, START);

            assertThat(fetched.candles().count()).isEqualTo(120);
            assertThat(fetched.absent())
                    .singleElement()
                    .satisfies(hole -> {
                        assertThat(hole.fromMillis()).isEqualTo(from.toEpochMilli());
                        assertThat(hole.minutes()).isEqualTo(180);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void refusesAnUnknownSymbolWithoutTryingAgain(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            InstrumentId unknown = new InstrumentId(marketId, "NOSUCHUSDT");

            assertThatThrownBy(() -> venue.fetch(unknown, START.minus(Duration.ofHours(1)), START))
                    .isInstanceOfSatisfying(
                            ExchangeException.class,
                            e -> assertThat(e.kind()).isEqualTo(ExchangeException.Kind.REFUSED))
                    .hasMessageContaining("NOSUCHUSDT");
            assertThat(venue.simulator.usage(venue.market).requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void refusesQuestionsThatMakeNoSense(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            InstrumentId foreign = new InstrumentId(marketId % 4 + 1, "SYNTH0000USDT");
            long start = START.toEpochMilli();

            assertThatThrownBy(() -> venue.adapter.candles(foreign, start, start + MINUTE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> venue.adapter.candles(venue.first(), start + 1, start + MINUTE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> venue.adapter.openFeed(venue.log).subscribe(List.of(foreign)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fetchesAllFundingRatesInOrder(int marketId) {
        try (SimulatedVenue venue =
                SimulatedVenue.open(
                        marketId, SimulatedVenue.settings(1).withHistory(Duration.ofDays(400)))) {
            long from = START.minus(Duration.ofDays(390)).toEpochMilli();
            long to = START.plus(Duration.ofDays(1)).toEpochMilli();

            var rates = venue.adapter.funding(venue.first(), from, to);

            if (venue.market.type() == MarketType.SPOT) {
                assertThat(rates).isEmpty();
            } else {
                assertThat(rates).hasSize(390 * 3);
                assertThat(rates).isEqualTo(venue.simulator.fundingTruth(venue.first(), from, to));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tellsEveryClosedCandleOfWhatIsSubscribed(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 5)) {
            List<InstrumentId> some = venue.instruments().subList(0, 4);
            venue.feed(some);
            assertThat(venue.log.subscribed()).containsExactlyInAnyOrderElementsOf(some);

            venue.minutes(3);

            soon().until(() -> venue.log.closed().size() >= 12);
            for (InstrumentId id : some) {
                assertThat(venue.log.lastClosed(id)).isEqualTo(venue.truth(id)).hasSize(3);
            }
            assertThat(venue.log.closed()).hasSize(12);
            assertThat(venue.log.all(FeedEvent.Closed.class))
                    .allSatisfy(event ->
                            assertThat(event.exchangeTime().toEpochMilli())
                                    .isEqualTo(event.candle().tsCloseMillis()));
            assertThat(venue.log.all(FeedEvent.SetAside.class)).isEmpty();
            assertThat(venue.log.all(FeedEvent.Provisional.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tellsRunningCandlesWhenTheyAreWanted(int marketId) {
        try (SimulatedVenue venue =
                        SimulatedVenue.open(
                                marketId, SimulatedVenue.settings(1).withUpdatesPerMinute(3));
                ExchangeAdapter adapter =
                        ExchangeAdapters.open(
                                venue.market,
                                ExchangeSettings.defaults(venue.market)
                                        .withEndpoints(venue.simulator.endpoints(venue.market))
                                        .withClock(venue.simulator.clock())
                                        .withProvisional(true))) {
            CandleFeed feed = adapter.openFeed(venue.log);
            feed.subscribe(venue.instruments());
            soon().until(() -> feed.status().isComplete());

            venue.minutes(2);

            soon().until(() -> venue.log.closed().size() == 2);
            List<Candle> running =
                    venue.log.all(FeedEvent.Provisional.class).stream()
                            .map(FeedEvent.Provisional::candle)
                            .toList();
            assertThat(running).hasSizeGreaterThanOrEqualTo(6);
            assertThat(running)
                    .extracting(Candle::tsOpenMillis)
                    .contains(START.toEpochMilli(), START.toEpochMilli() + MINUTE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void changesSubscriptionsWhileItRuns(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 3)) {
            InstrumentId a = venue.instruments().get(0);
            InstrumentId b = venue.instruments().get(1);
            CandleFeed feed = venue.feed(List.of(a));

            feed.subscribe(List.of(a, b));
            soon().until(() -> venue.subscribedAtTheExchange().equals(Set.of(a, b)));
            feed.unsubscribe(List.of(a));
            soon().until(() -> venue.subscribedAtTheExchange().equals(Set.of(b)));
            venue.minutes(1);

            soon().until(() -> !venue.log.closed().isEmpty());
            assertThat(venue.log.closed()).extracting(Candle::instrument).containsExactly(b);
            assertThat(feed.subscriptions()).containsExactly(b);
            assertThat(venue.simulator.usage(venue.market).connections()).isEqualTo(1);
            feed.unsubscribe(List.of(b));
            soon().until(() -> venue.simulator.usage(venue.market).topics().isEmpty());
            assertThat(feed.status().wanted()).isZero();
            feed.subscribe(List.of(a));
            soon().until(() -> venue.subscribedAtTheExchange().equals(Set.of(a)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void opensSeveralConnectionsWhereLimitsAskForIt(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 2_000)) {
            CandleFeed feed = venue.feed(venue.instruments());

            assertThat(venue.simulator.usage(venue.market).topics())
                    .hasSize(venue.market.exchange().label().equals("binance") ? 2 : 3)
                    .allSatisfy(topics -> assertThat(topics).isLessThanOrEqualTo(1_000));
            venue.minutes(1);
            soon().until(() -> venue.log.closed().size() == 2_000);
            for (InstrumentId id : venue.instruments().subList(990, 1_010)) {
                assertThat(venue.log.lastClosed(id)).isEqualTo(venue.truth(id));
            }
            assertThat(feed.status().deadLetters()).isZero();
            assertThat(feed.status().reconnects()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void findsTheOneTopicThatBybitRefuses(int marketId) {
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 7)) {
            InstrumentId unknown = new InstrumentId(marketId, "NOSUCHUSDT");
            CandleFeed feed = venue.adapter.openFeed(venue.log);
            feed.subscribe(List.of(unknown));
            feed.subscribe(venue.instruments());

            soon().until(() -> venue.log.subscribed().size() == 7);
            soon().until(() -> !venue.log.all(FeedEvent.Refused.class).isEmpty());
            assertThat(venue.log.all(FeedEvent.Refused.class))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.instruments()).containsExactly(unknown);
                        assertThat(event.reason()).contains("kline.1.NOSUCHUSDT");
                    });
            assertThat(feed.status().acknowledged()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void isSilentOnceItIsClosed(int marketId) {
        Market market = Market.byId(marketId).orElseThrow();
        try (SimulatedVenue venue = SimulatedVenue.open(marketId, 1)) {
            CandleFeed feed = venue.feed(venue.instruments());

            feed.close();
            int told = venue.log.all(FeedEvent.class).size();
            soon().until(() -> venue.simulator.usage(market).topics().isEmpty());
            venue.minutes(1);
            venue.adapter.close();

            assertThat(venue.log.all(FeedEvent.class)).hasSize(told);
            assertThatThrownBy(() -> venue.adapter.instruments())
                    .isInstanceOf(ExchangeException.class);
        }
    }
}
