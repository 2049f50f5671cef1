package io.candlegrid.platform.marketdata;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandlePublisher;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import io.candlegrid.grid.exchange.ExchangeAdapters;
import io.candlegrid.grid.exchange.ExchangeSettings;
import io.candlegrid.grid.exchange.FeedTimings;
import io.candlegrid.grid.exchange.RestTimings;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import io.candlegrid.grid.jobs.GridMember;
import io.candlegrid.grid.jobs.GridSettings;
import io.candlegrid.grid.marketdata.IngestJobs;
import io.candlegrid.grid.marketdata.IngestPorts;
import io.candlegrid.grid.marketdata.IngestRuntime;
import io.candlegrid.grid.marketdata.IngestSettings;
import io.candlegrid.platform.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ingest in a grid of its own, from simulated exchanges on an accelerated clock into the databases
 * of the shared platform.
 */
final class IngestRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Times of connections for a clock that is hundreds of times as fast as the wall's. */
    static final FeedTimings FEED =
            new FeedTimings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1_500),
                    Duration.ofHours(1),
                    Duration.ofMillis(50),
                    Duration.ofMillis(300));

    static final RestTimings REST =
            new RestTimings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    3,
                    Duration.ofMillis(30),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1));

    private static final Instant START = Instant.parse("2025-06-02T10:00:00Z");

    final ExchangeSimulator simulator;
    final List<InstrumentId> instruments;
    private final double factor;
    private final String cluster = "ingest-test-" + UUID.randomUUID();
    private @Nullable Member member;
    private int since = Integer.MAX_VALUE;

    private IngestRig(ExchangeSimulator simulator, List<InstrumentId> instruments, double factor) {
        this.simulator = simulator;
        this.instruments = instruments;
        this.factor = factor;
    }

    /**
     * Starts exchanges with so many instruments on each market; nothing is ingested yet.
     *
     * @param name part of the symbols, so that tests don't meet in the databases
     */
    static IngestRig open(String name, int symbols, double factor, long seed) {
        List<InstrumentId> ids = new ArrayList<>();
        for (Market market : Market.ALL) {
            for (int i = 0; i < symbols; i++) {
                ids.add(new InstrumentId(market.id(), "SYNTH" + name + i + "USDT"));
            }
        }
        SimulatorSettings settings =
                SimulatorSettings.synthetic(SimulatorClock.accelerated(START, factor), seed, ids)
                        .withHistory(Duration.ofHours(3))
                        .withUpdatesPerMinute(1)
                        .withHeartbeat(Duration.ofSeconds(1))
                        .withWeightPerMinute(1_000_000);
        return new IngestRig(ExchangeSimulator.start(settings), ids, factor);
    }

    /** A member of the grid with its pipelines. */
    record Member(
            GridMember grid,
            IngestRuntime runtime,
            IngestJobs jobs,
            Map<Integer, ExchangeAdapter> adapters)
            implements AutoCloseable {

        static Member join(
                String cluster,
                List<String> seeds,
                Set<InstrumentId> wanted,
                Function<Market, ExchangeSettings> exchanges,
                InstantSource clock,
                double factor,
                Stores stores) {
            GridMember grid =
                    GridMember.join(
                            new GridSettings(cluster, "127.0.0.1", 5_901, seeds, true, 1),
                            List.of());
            Map<Integer, ExchangeAdapter> adapters = new HashMap<>();
            for (Market market : Market.ALL) {
                adapters.put(market.id(), ExchangeAdapters.open(market, exchanges.apply(market)));
            }
            Map<Integer, Set<String>> symbols =
                    wanted.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            InstrumentId::marketId,
                                            Collectors.mapping(
                                                    InstrumentId::symbol, Collectors.toSet())));
            IngestPorts ports =
                    new IngestPorts(
                            market -> symbols.getOrDefault(market, Set.of()),
                            stores.candles(),
                            stores.ingest(),
                            stores.letters(),
                            stores.registry(),
                            stores.publisher(),
                            new MicrometerIngestMeters(new SimpleMeterRegistry()),
                            market -> requireNonNull(adapters.get(market.id())),
                            clock);
            IngestSettings settings =
                    factor == 1
                            ? IngestSettings.DEFAULT
                            : IngestSettings.DEFAULT.accelerated(factor);
            IngestRuntime runtime = IngestRuntime.install(grid, ports, settings);
            IngestJobs jobs =
                    IngestJobs.start(
                            grid,
                            market -> symbols.getOrDefault(market, Set.of()),
                            stores.registry(),
                            Duration.ofMillis(300));
            return new Member(grid, runtime, jobs, adapters);
        }

        @Override
        public void close() {
            jobs.close();
            runtime.close();
            grid.close();
            adapters.values().forEach(ExchangeAdapter::close);
        }
    }

    /** Where candles go. */
    record Stores(
            CandleStore candles,
            IngestStore ingest,
            DeadLetterStore letters,
            IngestRegistry registry,
            CandlePublisher publisher) {

        static Stores ofPlatform() {
            return new Stores(
                    TestPlatform.bean(CandleStore.class),
                    TestPlatform.bean(IngestStore.class),
                    TestPlatform.bean(DeadLetterStore.class),
                    TestPlatform.bean(IngestRegistry.class),
                    TestPlatform.bean(CandlePublisher.class));
        }
    }

    ExchangeSettings settings(Market market) {
        ExchangeSettings settings =
                ExchangeSettings.defaults(market)
                        .withEndpoints(simulator.endpoints(market))
                        .withClock(simulator.clock());
        return factor == 1 ? settings : settings.withTimings(REST, FEED);
    }

    /** Begins to ingest. */
    void start() {
        beginsNow();
        member =
                Member.join(
                        cluster,
                        List.of(),
                        new HashSet<>(instruments),
                        this::settings,
                        simulator.clock(),
                        factor,
                        Stores.ofPlatform());
    }

    /** Ends all that ingests, as a stop of the process does. */
    void stop() {
        Member running = member;
        if (running != null) {
            running.close();
            member = null;
        }
    }

    /** Waits until so many simulated minutes have passed since the clock's start. */
    void awaitMinute(int minute) {
        Instant until = START.plus(minute, ChronoUnit.MINUTES);
        Duration rest = Duration.between(simulator.clock().instant(), until);
        await().atMost(PATIENCE.plusMillis((long) (Math.max(0, rest.toMillis()) / factor)))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !simulator.clock().instant().isBefore(until));
    }

    /** Remembers when ingest began first, which fetches the hour before. */
    void beginsNow() {
        since = Math.min(since, minute());
    }

    /** Whole simulated minutes since the clock's start. */
    int minute() {
        return (int) ChronoUnit.MINUTES.between(START, simulator.clock().instant());
    }

    /** Whether a candle opens at or after a minute. */
    boolean isAfter(Candle candle, int minute) {
        return !candle.tsOpen().isBefore(START.plus(minute, ChronoUnit.MINUTES));
    }

    /** What the one who ingests a market now says. */
    IngestReport report(int marketId) {
        return TestPlatform.bean(IngestRegistry.class).pipelines().stream()
                .filter(pipeline -> pipeline.marketId() == marketId && pipeline.fresh())
                .map(IngestRegistry.Pipeline::report)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody ingests market " + marketId));
    }

    /** Waits until every market reports something. */
    void awaitReports(Predicate<IngestReport> wanted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    for (Market market : Market.ALL) {
                        assertThat(report(market.id())).matches(wanted);
                    }
                });
    }

    /**
     * Waits until canonical has the truth up to a minute, from half an hour before ingest began.
     */
    void awaitTruth(int minute) {
        long from = START.plus(since - 30L, ChronoUnit.MINUTES).toEpochMilli();
        long to = START.plus(minute, ChronoUnit.MINUTES).toEpochMilli();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    for (InstrumentId id : instruments) {
                        assertThat(canonical(id, from, to))
                                .as(id.key())
                                .isEqualTo(list(simulator.truth(id, from, to)));
                    }
                });
    }

    private static List<Candle> list(RawCandles candles) {
        List<Candle> list = new ArrayList<>();
        for (int i = 0; i < candles.count(); i++) {
            list.add(candles.candle(i));
        }
        return list;
    }

    /** What canonical holds, with every column. */
    static List<Candle> canonical(InstrumentId id, long from, long to) {
        return TestPlatform.bean(ClickHouse.class)
                .query(
                        """
                        select ts_open, open, high, low, close, volume, quote_volume,
                               taker_buy_volume, taker_buy_quote_volume, trades
                        from canonical_candles_1m final
                        where market_id = {market:UInt8} and symbol = {symbol:String}
                          and ts_open >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                          and ts_open < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
                        order by ts_open
                        """,
                        Map.of(
                                "market",
                                id.marketId(),
                                "symbol",
                                id.symbol(),
                                "from",
                                from,
                                "to",
                                to),
                        rows -> {
                            List<Candle> found = new ArrayList<>();
                            while (rows.hasNext()) {
                                found.add(
                                        new Candle(
                                                id,
                                                rows.int64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.float64(),
                                                rows.int64()));
                            }
                            return found;
                        });
    }

    /** What another process needs to have the same clock. */
    List<String> clockArguments() {
        long wall = System.currentTimeMillis();
        Duration passed = Duration.between(START, simulator.clock().instant());
        long started = wall - (long) (passed.toMillis() / factor);
        return List.of(START.toString(), Long.toString(started), Double.toString(factor));
    }

    String cluster() {
        return cluster;
    }

    @Override
    public void close() {
        stop();
        simulator.close();
    }
}
