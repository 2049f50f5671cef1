package io.candlegrid.platform.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.Fault;
import io.candlegrid.grid.exchange.simulator.FaultKind;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.RestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A platform of its own on simulated exchanges, with candles of the last 30 hours that lack what a
 * halt, quiet minutes and our own failures leave out.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MarketDataCareIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long MINUTE = 60_000;
    private static final int SYMBOLS = 4;
    private static final InstrumentId HOLED = new InstrumentId(1, "SYNTH0001USDT");

    private static Instant now;
    private static ExchangeSimulator simulator;
    private static Platform platform;
    private static RestClient rest;

    private static Instant ago(int hours) {
        return now.minus(Duration.ofHours(hours));
    }

    private static long first() {
        return ago(30).toEpochMilli();
    }

    private static long end() {
        return now.minus(Duration.ofMinutes(10)).toEpochMilli();
    }

    private static Instant halt() {
        return ago(5);
    }

    private static Instant quiet() {
        return ago(7);
    }

    private static long missed() {
        return ago(4).toEpochMilli();
    }

    private static long missedLongAgo() {
        return ago(28).toEpochMilli();
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        simulator =
                ExchangeSimulator.start(
                        SimulatorSettings.synthetic(SimulatorClock.real(), 20_260_418, SYMBOLS)
                                .withUpdatesPerMinute(0)
                                .withHistory(Duration.ofDays(4)));
        simulator.faults().plan(Fault.of(FaultKind.HALT).on(1), halt(), halt().plusSeconds(7 * 60));
        simulator
                .faults()
                .plan(
                        Fault.of(FaultKind.NO_TRADES).on(3).share(0.1),
                        quiet(),
                        quiet().plusSeconds(30 * 60));
        Map<String, String> environment = new HashMap<>();
        for (Market market : Market.ALL) {
            ExchangeEndpoints endpoints = simulator.endpoints(market);
            environment.put(ExchangeEndpoints.restName(market), endpoints.rest().toString());
            environment.put(ExchangeEndpoints.streamName(market), endpoints.stream().toString());
        }
        platform =
                Platform.start(
                        new PlatformOptions(directory, Role.all(), 0, environment),
                        System.out::println);
        rest = RestClient.at(platform.address());
        CandleStore candles = platform.bean(CandleStore.class);
        for (InstrumentId id : simulator.instruments()) {
            candles.insertRaw(asReceived(id), candles.newBatch());
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        platform.close();
        platform.awaitClosed();
        simulator.close();
    }

    /** What happened, without what we missed. */
    private static RawCandles asReceived(InstrumentId id) {
        RawCandles truth = simulator.truth(id, first(), end());
        RawCandles received = new RawCandles(id, CandleSource.WEBSOCKET, truth.count());
        for (int i = 0; i < truth.count(); i++) {
            long open = truth.tsOpenMillis(i);
            boolean missed = within(open, missed(), 12) || within(open, missedLongAgo(), 3);
            missed &= id.equals(HOLED);
            if (!missed) {
                received.addFrom(truth, i);
            }
        }
        return received;
    }

    private static boolean within(long open, long from, int minutes) {
        return open >= from && open < from + minutes * MINUTE;
    }

    private static JsonNode runNow(String job) {
        String path = "/api/v1/schedules/" + job;
        long before = rest.get(path + "/runs?limit=1").json().path("total").asLong();
        // Its turn by the clock may just have come.
        await().atMost(PATIENCE).until(() -> rest.post(path + "/run").status() == 202);
        return await().atMost(PATIENCE)
                .until(
                        () -> rest.get(path + "/runs").json(),
                        runs ->
                                runs.path("total").asLong() > before
                                        && !runs.path("runs")
                                                .get(0)
                                                .path("outcome")
                                                .asString()
                                                .equals("RUNNING"))
                .path("runs")
                .get(0);
    }

    private static List<JsonNode> gaps(String query) {
        return rest.get("/api/v1/gaps?limit=1000&" + query)
                .json()
                .path("gaps")
                .valueStream()
                .toList();
    }

    @Test
    @Order(1)
    void theListsOfInstrumentsAreFetchedAtTheStart() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(rest.get("/api/v1/instruments").json().size())
                                .isEqualTo(4 * SYMBOLS));
        JsonNode first = rest.get("/api/v1/instruments?market_id=4").json().get(0);
        assertThat(first.path("symbol").asString()).isEqualTo("SYNTH0000USDT");
        assertThat(first.path("is_tradable").asBoolean()).isTrue();
        assertThat(first.path("source").asString()).isEqualTo("exchange");
        for (String rule : List.of("tick_size", "lot_size", "min_quantity", "min_notional")) {
            assertThat(first.path(rule).asDouble()).as(rule).isPositive();
        }
        JsonNode run = runNow("instrument-refresh");
        assertThat(run.path("outcome").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("counts").path("listed").asInt()).isEqualTo(4 * SYMBOLS);
        assertThat(run.path("counts").path("changed").asInt()).isZero();
    }

    @Test
    @Order(2)
    void gapsOfTheLastDayAreRepairedOrExplained() {
        JsonNode run = runNow("gap-scan");
        assertThat(run.path("outcome").asString()).as(run.toString()).isEqualTo("SUCCEEDED");

        List<JsonNode> missed = gaps("state=REPAIRED");
        assertThat(missed).hasSize(1);
        assertThat(missed.getFirst().path("symbol").asString()).isEqualTo(HOLED.symbol());
        assertThat(missed.getFirst().path("type").asString()).isEqualTo("INGEST_GAP");
        assertThat(missed.getFirst().path("minutes").asInt()).isEqualTo(12);
        assertThat(Instant.parse(missed.getFirst().path("from").asString()).toEpochMilli())
                .isEqualTo(missed());

        List<JsonNode> halted = gaps("market_id=1&type=VENUE_HALT&state=EXPLAINED");
        assertThat(halted).hasSize(SYMBOLS);
        assertThat(halted)
                .allSatisfy(gap -> {
                    assertThat(gap.path("from").asString()).isEqualTo(halt().toString());
                    assertThat(gap.path("minutes").asInt()).isEqualTo(7);
                });

        assertThat(explained(3)).isEqualTo(absentInTruth(3)).isNotEmpty();
        assertThat(gaps("market_id=3&state=OPEN")).isEmpty();
        assertThat(gaps("market_id=2")).isEmpty();
    }

    /** Type of every explained minute of a market. */
    private static Map<String, String> explained(int market) {
        Map<String, String> minutes = new TreeMap<>();
        for (JsonNode gap : gaps("market_id=" + market + "&state=EXPLAINED")) {
            long from = Instant.parse(gap.path("from").asString()).toEpochMilli();
            for (long at = from; at < from + gap.path("minutes").asLong() * MINUTE; at += MINUTE) {
                minutes.put(gap.path("symbol").asString() + at, gap.path("type").asString());
            }
        }
        return minutes;
    }

    /** The same by what the simulator knows. */
    private static Map<String, String> absentInTruth(int market) {
        Map<String, Set<Long>> opens = new TreeMap<>();
        Set<Long> traded = new HashSet<>();
        long from = quiet().toEpochMilli();
        long to = from + 30 * MINUTE;
        for (int i = 0; i < SYMBOLS; i++) {
            String symbol = "SYNTH000" + i + "USDT";
            RawCandles truth = simulator.truth(new InstrumentId(market, symbol), from, to);
            Set<Long> mine = new HashSet<>();
            for (int c = 0; c < truth.count(); c++) {
                mine.add(truth.tsOpenMillis(c));
            }
            opens.put(symbol, mine);
            traded.addAll(mine);
        }
        Map<String, String> absent = new TreeMap<>();
        opens.forEach((symbol, mine) -> {
            for (long at = from; at < to; at += MINUTE) {
                if (!mine.contains(at)) {
                    absent.put(symbol + at, traded.contains(at) ? "NO_TRADES" : "VENUE_HALT");
                }
            }
        });
        return absent;
    }

    @Test
    @Order(3)
    void olderGapsAreFoundByTheSearchOfEverythingAndRepairedNext() {
        JsonNode search = runNow("coverage-rollup");
        assertThat(search.path("counts").path("found").asInt()).as(search.toString()).isOne();
        assertThat(search.path("counts").path("instruments").asInt()).isEqualTo(4 * SYMBOLS);
        JsonNode run = runNow("gap-scan");
        assertThat(run.path("outcome").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(gaps("state=REPAIRED")).hasSize(2);
    }

    @Test
    @Order(4)
    void canonicalIsWhatHappenedCandleForCandle() {
        CandleStore candles = platform.bean(CandleStore.class);
        for (InstrumentId id : simulator.instruments()) {
            RawCandles truth = simulator.truth(id, first(), end());
            assertThat(candles.compare(truth, candles.newBatch()).same().cardinality())
                    .as(id.key())
                    .isEqualTo(truth.count());
            assertThat(candles.coverage(id).orElseThrow().count()).isEqualTo(truth.count());
        }
    }

    @Test
    @Order(5)
    void coverageSaysWhyCandlesAreAbsent() {
        JsonNode holed =
                rest.get("/api/v1/coverage")
                        .json()
                        .valueStream()
                        .filter(row -> row.path("market_id").asInt() == 1)
                        .filter(row -> row.path("symbol").asString().equals(HOLED.symbol()))
                        .findFirst()
                        .orElseThrow();
        assertThat(holed.path("holes").valueStream().map(hole -> hole.path("type").asString()))
                .containsExactly("VENUE_HALT");
        long halted =
                holed.path("months")
                        .valueStream()
                        .mapToLong(month -> month.path("absent").path("VENUE_HALT").asLong())
                        .sum();
        assertThat(halted).isEqualTo(7);
    }

    @Test
    @Order(6)
    void aPersonCanHaveAGapAskedAboutAgain() {
        JsonNode gap = gaps("market_id=1&type=VENUE_HALT").getFirst();
        Answer asked = rest.post("/api/v1/gaps/" + gap.path("id").asLong() + "/repair");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().path("state").asString()).isEqualTo("OPEN");
        assertThat(asked.json().path("type").asString()).isEqualTo("UNKNOWN");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(gaps("market_id=1&type=VENUE_HALT&state=EXPLAINED"))
                                .hasSize(SYMBOLS));
        long repaired = gaps("state=REPAIRED").getFirst().path("id").asLong();
        Answer nothing = rest.post("/api/v1/gaps/" + repaired + "/repair");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(rest.post("/api/v1/gaps/999999/repair").status()).isEqualTo(404);
    }

    @Test
    @Order(7)
    void fundingRatesAreWhatTheExchangeTells() {
        JsonNode run = runNow("funding-refresh");
        assertThat(run.path("outcome").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("counts").path("instruments").asInt()).isEqualTo(2 * SYMBOLS);
        FundingStore stored = platform.bean(FundingStore.class);
        for (InstrumentId id : simulator.instruments()) {
            long until = System.currentTimeMillis();
            List<FundingRate> truth =
                    id.marketId() % 2 == 0 ? simulator.fundingTruth(id, first(), until) : List.of();
            assertThat(stored.read(id, 0, until)).as(id.key()).isEqualTo(truth);
        }
        assertThat(runNow("funding-refresh").path("counts").path("added").asInt()).isZero();
    }

    @Test
    @Order(8)
    void anExchangeThatDoesNotAnswerMakesTheRunFailAndLeavesTheOthersAlone() {
        int refusing = simulator.faults().begin(Fault.of(FaultKind.REFUSE_CONNECTIONS).on(3));
        JsonNode run = runNow("instrument-refresh");
        simulator.faults().end(refusing);
        assertThat(run.path("outcome").asString()).isEqualTo("FAILED");
        assertThat(run.path("message").asString()).contains("bybit spot");
        assertThat(run.path("counts").path("listed").asInt()).isEqualTo(3 * SYMBOLS);
    }

    @Test
    @Order(9)
    void metricsTellWhatIsOpenAndWhatWasDone() {
        String metrics = rest.get("/metrics").body();
        assertThat(metrics)
                .contains("candlegrid_gaps_open{market=\"binance-spot\",type=\"UNKNOWN\"} 0.0")
                .contains("candlegrid_gaps_repaired_total{market=\"binance-spot\"} 2.0")
                .contains("candlegrid_schedule_runs_total{job=\"gap-scan\",outcome=\"failed\"} 0.0")
                .containsPattern(
                        "candlegrid_schedule_last_success\\{job=\"funding-refresh\"\\} 1\\.\\d+E9");
    }

    @Test
    @Order(10)
    void schedulesAreShownPausedResumedAndRunByHand() {
        JsonNode all = rest.get("/api/v1/schedules").json();
        assertThat(all.valueStream().map(schedule -> schedule.path("job").asString()))
                .containsExactlyInAnyOrder(
                        "instrument-refresh",
                        "gap-scan",
                        "funding-refresh",
                        "coverage-rollup",
                        "canonical-check");
        assertThat(all.valueStream())
                .allSatisfy(schedule ->
                        assertThat(Instant.parse(schedule.path("next").asString())).isAfter(now));
        String check = "/api/v1/schedules/canonical-check";
        assertThat(rest.post(check + "/resume").status()).isEqualTo(409);
        assertThat(rest.post(check + "/pause").json().path("state").asString()).isEqualTo("PAUSED");
        assertThat(rest.post(check + "/pause").status()).isEqualTo(409);
        assertThat(runNow("canonical-check").path("outcome").asString()).isEqualTo("SUCCEEDED");
        assertThat(rest.post(check + "/resume").json().path("state").asString())
                .isEqualTo("ACTIVE");
        Answer unknown = rest.post("/api/v1/schedules/tea/run");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("there are instrument-refresh");
        assertThat(rest.get(check + "/runs?limit=0").status()).isEqualTo(422);
        assertThat(rest.get("/api/v1/gaps?state=LOST").status()).isEqualTo(422);
        assertThat(rest.get("/api/v1/gaps?market_id=9").status()).isEqualTo(422);
    }
}
