package io.candlegrid.platform.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.db.marketdata.RedisCandleStreams;
import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.grid.exchange.simulator.Fault;
import io.candlegrid.grid.exchange.simulator.FaultKind;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live ingest end to end on the embedded servers, from simulated exchanges in a hurry. */
class IngestIT {

    private static final double FACTOR = 300;
    private static final RestClient REST = TestPlatform.rest();

    @Test
    void storesTheTruthCandleForCandleAndPublishesIt() {
        try (IngestRig rig = IngestRig.open("PLAIN", 5, FACTOR, 1)) {
            rig.start();
            rig.awaitReports(report -> report.candles() >= 5 * 20);

            rig.awaitTruth(20);

            InstrumentId id = rig.instruments.getFirst();
            List<RedisCandleStreams.Entry> published =
                    TestPlatform.bean(RedisCandleStreams.class).read(id, "", 10);
            assertThat(published).hasSize(10);
            assertThat(published)
                    .allSatisfy(entry ->
                            assertThat(
                                            IngestRig.canonical(
                                                    id,
                                                    entry.candle().tsOpenMillis(),
                                                    entry.candle().tsCloseMillis()))
                                    .containsExactly(entry.candle()));
            assertThat(rig.report(1).lag().stored().p50()).isNotNull();
            assertThat(rig.report(1).dropped()).isZero();
            assertThat(rig.report(1).deadLetters()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 7)
    void endsInTheTruthAfterEveryFault(long seed) {
        try (IngestRig rig = IngestRig.open("FAULTY" + seed + "X", 4, FACTOR, seed)) {
            rig.start();
            rig.awaitReports(report -> report.candles() > 0);
            Duration halfAMinute = Duration.ofSeconds(30);
            List.of(
                            Fault.of(FaultKind.DISCONNECT).share(0.05),
                            Fault.of(FaultKind.SILENCE).share(0.2),
                            Fault.of(FaultKind.DUPLICATE).share(0.2),
                            Fault.of(FaultKind.OUT_OF_ORDER).share(0.1),
                            Fault.of(FaultKind.LATE).share(0.1).amount(halfAMinute),
                            Fault.of(FaultKind.REVISED).share(0.2).amount(halfAMinute),
                            Fault.of(FaultKind.MALFORMED).share(0.1),
                            Fault.of(FaultKind.RATE_LIMIT)
                                    .share(0.1)
                                    .amount(Duration.ofMillis(200)),
                            Fault.of(FaultKind.BAN).share(0.02).amount(Duration.ofMillis(500)),
                            Fault.of(FaultKind.SERVER_ERROR).share(0.2),
                            Fault.of(FaultKind.PARTIAL_PAGES).share(0.3),
                            Fault.of(FaultKind.SLOW).share(0.1).amount(Duration.ofMillis(300)),
                            Fault.of(FaultKind.HALT).share(0.2),
                            Fault.of(FaultKind.NO_TRADES).share(0.1),
                            Fault.of(FaultKind.SHORT_SESSIONS)
                                    .share(0.3)
                                    .amount(Duration.ofSeconds(3)))
                    .forEach(rig.simulator.faults()::begin);
            int minute = rig.minute() + 40;
            rig.awaitMinute(minute);
            int cut = rig.simulator.faults().begin(Fault.of(FaultKind.REFUSE_CONNECTIONS));
            rig.awaitMinute(minute + 10);
            rig.simulator.faults().end(cut);
            rig.simulator.faults().endAll();
            rig.awaitMinute(minute + 20);

            rig.awaitTruth(minute + 20);

            assertThat(rig.simulator.faults().entries())
                    .extracting(entry -> entry.fault().kind())
                    .contains(FaultKind.values());
            assertThat(Market.ALL)
                    .anySatisfy(
                            market -> assertThat(rig.report(market.id()).duplicates()).isPositive())
                    .anySatisfy(
                            market -> assertThat(rig.report(market.id()).reconnects()).isPositive())
                    .anySatisfy(market ->
                            assertThat(rig.report(market.id()).deadLetters()).isPositive());
            await().atMost(IngestRig.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(TestPlatform.bean(DeadLetterStore.class).latest(1, 50))
                                    .anySatisfy(letter ->
                                            assertThat(letter.raw()).contains("SYNTHFAULTY")));
        }
    }

    @Test
    void missesNothingOverARestart() {
        try (IngestRig rig = IngestRig.open("RESTART", 3, FACTOR, 3)) {
            rig.start();
            rig.awaitReports(report -> report.candles() > 0);
            rig.stop();
            int stopped = rig.minute();
            rig.awaitMinute(stopped + 15);
            rig.start();

            rig.awaitTruth(stopped + 20);
        }
    }

    @Test
    void saysThatAnExchangeIsAwayAndFetchesWhatItMissed() {
        try (IngestRig rig = IngestRig.open("AWAY", 3, FACTOR, 4)) {
            rig.start();
            rig.awaitReports(report -> report.candles() > 0);
            int cut = rig.simulator.faults().begin(Fault.of(FaultKind.REFUSE_CONNECTIONS));
            rig.awaitReports(
                    report -> report.connections() == 0 && report.disconnectedSince() != null);
            int away = rig.minute();
            rig.awaitMinute(away + 10);
            rig.simulator.faults().end(cut);
            rig.awaitReports(
                    report -> report.connections() > 0 && report.disconnectedSince() == null);

            rig.awaitTruth(away + 20);
        }
    }

    @Test
    void keepsCandlesWhileClickHouseHangsAndGoesOnWithoutRedis() throws Exception {
        try (IngestRig rig = IngestRig.open("HANG", 3, FACTOR, 5)) {
            rig.start();
            rig.awaitReports(report -> report.candles() > 0);
            ProcessHandle redis = server("redis");
            ProcessHandle clickHouse = server("clickhouse");
            signal(redis, "STOP");
            try {
                rig.awaitReports(report -> report.publishFailures() > 0);
                int without = rig.minute();
                rig.awaitMinute(without + 5);
                rig.awaitTruth(without + 5);
                await().atMost(IngestRig.PATIENCE).until(() -> notReady("redis"));
                signal(clickHouse, "STOP");
                await().atMost(IngestRig.PATIENCE).until(() -> notReady("clickhouse"));
                rig.awaitReports(report -> report.queued() >= 0 && report.queued() <= 10_000);
            } finally {
                signal(clickHouse, "CONT");
                signal(redis, "CONT");
            }
            int back = rig.minute();
            rig.awaitMinute(back + 5);
            rig.awaitTruth(back + 5);
            await().atMost(IngestRig.PATIENCE).until(() -> REST.get("/ready").status() == 200);
            InstrumentId id = rig.instruments.getFirst();
            await().atMost(IngestRig.PATIENCE)
                    .ignoreException(StoreException.class)
                    .until(() ->
                            TestPlatform.bean(RedisCandleStreams.class).read(id, "", 1).stream()
                                    .anyMatch(entry -> rig.isAfter(entry.candle(), back)));
        }
    }

    private static boolean notReady(String part) {
        return REST.get("/ready")
                .json()
                .path("checks")
                .valueStream()
                .anyMatch(check ->
                        check.path("name").asString().equals(part)
                                && !check.path("ok").asBoolean());
    }

    private static ProcessHandle server(String name) throws IOException {
        Path file = TestPlatform.dataDirectory().resolve("run").resolve(name + ".pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void signal(ProcessHandle process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
}
