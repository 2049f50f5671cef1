package io.candlegrid.grid.exchange;

import static org.awaitility.Awaitility.await;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.Fault;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;

/** A simulator on a clock that is moved by hand, one market of it, and the adapter for that. */
final class SimulatedVenue implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final long MINUTE = 60_000;
    static final long SEED = 20_260_105;

    /** Short ones; the machine may be slow, so what should not happen has much time not to. */
    static final RestTimings REST =
            new RestTimings(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    10,
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(30));

    static final FeedTimings FEED =
            new FeedTimings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(10),
                    Duration.ofHours(23),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200));

    final Market market;
    final ExchangeSimulator simulator;
    final ExchangeAdapter adapter;
    final FeedLog log = new FeedLog();

    SimulatedVenue(int marketId, SimulatorSettings settings, RestTimings rest, FeedTimings feed) {
        this.market = Market.byId(marketId).orElseThrow();
        this.simulator = ExchangeSimulator.start(settings);
        this.adapter =
                ExchangeAdapters.open(
                        market,
                        ExchangeSettings.defaults(market)
                                .withEndpoints(simulator.endpoints(market))
                                .withClock(simulator.clock())
                                .withTimings(rest, feed));
    }

    static SimulatorSettings settings(int symbols) {
        return SimulatorSettings.synthetic(SimulatorClock.manual(START), SEED, symbols)
                .withUpdatesPerMinute(0);
    }

    static SimulatedVenue open(int marketId, int symbols) {
        return open(marketId, settings(symbols));
    }

    static SimulatedVenue open(int marketId, SimulatorSettings settings) {
        return new SimulatedVenue(marketId, settings, REST, FEED);
    }

    static SimulatedVenue open(int marketId, int symbols, RestTimings rest, FeedTimings feed) {
        return new SimulatedVenue(marketId, settings(symbols), rest, feed);
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(10));
    }

    List<InstrumentId> instruments() {
        return simulator.instruments().stream().filter(id -> id.marketId() == market.id()).toList();
    }

    InstrumentId first() {
        return instruments().getFirst();
    }

    /** A feed whose subscriptions are all confirmed. */
    CandleFeed feed(Collection<InstrumentId> instruments) {
        CandleFeed feed = adapter.openFeed(log);
        feed.subscribe(instruments);
        soon().until(() -> feed.status().isComplete());
        return feed;
    }

    void minutes(int number) {
        simulator.clock().advance(Duration.ofMinutes(number));
    }

    int begin(Fault fault) {
        return simulator.faults().begin(fault);
    }

    List<Candle> truth(InstrumentId instrument, Instant from, Instant to) {
        return list(simulator.truth(instrument, from.toEpochMilli(), to.toEpochMilli()));
    }

    /** The truth since the start of the clock, by open time. */
    Map<Long, Candle> truth(InstrumentId instrument) {
        Map<Long, Candle> truth = new TreeMap<>();
        for (Candle candle : truth(instrument, START, START.plus(Duration.ofDays(9)))) {
            truth.put(candle.tsOpenMillis(), candle);
        }
        return truth;
    }

    FetchedCandles fetch(InstrumentId instrument, Instant from, Instant to) {
        return adapter.candles(instrument, from.toEpochMilli(), to.toEpochMilli());
    }

    static List<Candle> list(RawCandles candles) {
        List<Candle> list = new ArrayList<>();
        for (int i = 0; i < candles.count(); i++) {
            list.add(candles.candle(i));
        }
        return list;
    }

    Set<InstrumentId> subscribedAtTheExchange() {
        return simulator.subscribed(market);
    }

    @Override
    public void close() {
        adapter.close();
        simulator.close();
    }
}
