package io.candlegrid.batch.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.candlegrid.batch.jobs.JobSystemSettings;
import io.candlegrid.batch.schema.SpringBatchSchema;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.jobs.ClaimLostException;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseSnapshotStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.migration.Migrations;
import io.candlegrid.db.optimization.ClickHouseTrialStore;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.TestServers;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.RankedTrial;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;

class OptimizationJobIT {

    private static final InstrumentId SYNTH = new InstrumentId(1, "SYNTHUSDT");
    private static final long START = 1_735_689_600_000L;
    private static final int BARS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static HikariDataSource postgres;
    private static ClickHouse clickHouse;
    private static JdbcClient jdbc;
    private static ClickHouseCandleStore candles;
    private static ClickHouseSnapshotStore snapshots;
    private static ClickHouseTrialStore trials;

    @BeforeAll
    static void openDatabases() {
        Endpoints servers = TestServers.get();
        postgres = new HikariDataSource();
        postgres.setJdbcUrl(servers.postgres().jdbcUrl());
        postgres.setUsername(servers.postgres().user());
        postgres.setPassword(servers.postgres().password().value());
        Migrations.migrate(postgres, servers.clickHouse(), new SpringBatchSchema());
        clickHouse = new ClickHouse(servers.clickHouse());
        jdbc = JdbcClient.create(postgres);
        PostgresHoleStore holes = new PostgresHoleStore(jdbc);
        candles = new ClickHouseCandleStore(clickHouse, jdbc, holes);
        snapshots = new ClickHouseSnapshotStore(clickHouse, candles, holes);
        trials = new ClickHouseTrialStore(clickHouse);
        candles.insertRaw(new SyntheticMarket(SYNTH, 7, START, BARS).candles(), candles.newBatch());
    }

    @AfterAll
    static void closeDatabases() {
        clickHouse.close();
        postgres.close();
    }

    private static JobSystem start(String... roles) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(postgres);
        return new JobSystem(
                new JobSystemSettings(
                        Set.of(roles), "test", "127.0.0.1", 5901, List.of(), 2, 256L << 20),
                jdbc,
                repository(transactions),
                transactions,
                candles,
                snapshots,
                trials);
    }

    private static JobRepository repository(JdbcTransactionManager transactions) {
        try {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(postgres);
            factory.setTransactionManager(transactions);
            factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode document(int slowTo, String objective) {
        String text =
                """
                {"schema": "optimization/v1",
                 "strategy": {"schema": "strategy/v1",
                   "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"}, "timeframe": "1m",
                   "indicators": {"fast": {"type": "sma", "window": 10}, "slow": {"type": "sma", "window": 50}},
                   "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}},
                 "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-06-01T00:00:00Z"},
                 "space": {"fast.window": {"from": 5, "to": 44, "step": 1},
                           "slow.window": {"from": 20, "to": %d, "step": 1}},
                 "constraints": ["fast.window < slow.window"],
                 "objective": "%s", "top": 60,
                 "pruning": {"min_trades": 20}}
                """
                        .formatted(slowTo, objective);
        return switch (Documents.parse(text)) {
            case Validated.Valid<JsonNode>(var node) -> node;
            case Validated.Invalid<JsonNode>(var errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    private static Job submit(JobSystem system, JsonNode document) {
        return switch (system.optimizations().submit(UserId.LOCAL, document)) {
            case Validated.Valid<Job>(var job) -> job;
            case Validated.Invalid<Job>(var errors) -> throw new AssertionError(errors.toString());
        };
    }

    private static Job awaitState(JobSystem system, Job job, JobState state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow(),
                        now -> now.state() == state || now.state() == JobState.FAILED);
        Job now = system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow();
        assertThat(now.state()).as(now.failure()).isEqualTo(state);
        return now;
    }

    private static List<RankedTrial> bruteForce(OptimizationSpec spec, CandleSeries series) {
        TopTrials top = new TopTrials(spec.objective(), spec.top());
        for (long index = 0; index < spec.space().size(); index++) {
            var strategy = Combinations.bind(spec, index);
            boolean excluded = window(strategy, "fast") >= window(strategy, "slow");
            if (!excluded) {
                BacktestResult result =
                        ReferenceEngine.run(strategy, series, spec.range(), spec.initialEquity());
                if (result.metrics().get(Metric.TRADES) >= 20) {
                    top.add(result.metrics().get(spec.objective()), index);
                }
            }
        }
        return top.list();
    }

    private static String text(List<SearchStore.FinalRow> top) {
        return top.stream()
                .map(row ->
                        row.rank()
                                + " "
                                + row.index()
                                + " "
                                + row.objective()
                                + " "
                                + Arrays.toString(row.metrics())
                                + " "
                                + row.tradesHash())
                .collect(Collectors.joining("\n"));
    }

    private static int window(StrategySpec strategy, String indicator) {
        return Objects.requireNonNull(strategy.indicators().get(indicator)).intParam("window");
    }

    @Test
    void shouldFindTheTopThatABruteForceLoopOfTheReferenceEngineFinds() {
        try (JobSystem system = start("api", "worker", "scheduler")) {
            Job job = submit(system, document(79, "sharpe"));
            assertThat(submit(system, document(79, "sharpe")).id()).isEqualTo(job.id());

            awaitState(system, job, JobState.COMPLETED);

            OptimizationJobs.Result result =
                    system.optimizations().result(UserId.LOCAL, job.id()).orElseThrow();
            CandleSeries series = candles.readMinutes(SYNTH, START, START + 2L * BARS * 60_000);
            List<RankedTrial> expected = bruteForce(result.spec(), series);
            assertThat(result.top())
                    .extracting(row -> new RankedTrial(row.objective(), row.index()))
                    .isEqualTo(expected);
            assertThat(result.counts().done()).isEqualTo(40 * 60);
            assertThat(result.counts().skipped()).isPositive();
            assertThat(trials.distinctCount(job.id().value(), 0, 40 * 60))
                    .isEqualTo(result.counts().processed());
            assertThat(result.top()).allMatch(row -> row.metrics() != null);
        }
    }

    @Test
    void shouldEndInTheSameTopWhenItWasStoppedAndGoneOnElsewhere() {
        List<SearchStore.FinalRow> straight;
        try (JobSystem system = start("api", "worker", "scheduler")) {
            Job job = submit(system, document(400, "total_return"));
            awaitState(system, job, JobState.COMPLETED);
            straight = system.optimizations().result(UserId.LOCAL, job.id()).orElseThrow().top();
            jdbc.sql("delete from jobs where id = :id").param("id", job.id().value()).update();
        }
        assertThat(straight).isNotEmpty();
        Job job;
        try (JobSystem system = start("api", "worker", "scheduler")) {
            job = submit(system, document(400, "total_return"));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> system.optimizations().done(job.id()) > 0);
            system.optimizations().stop(UserId.LOCAL, job.id());
            await().atMost(PATIENCE)
                    .until(() ->
                            system.optimizations()
                                    .find(UserId.LOCAL, job.id())
                                    .orElseThrow()
                                    .state()
                                    .isTerminal());
            Job stopped = system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow();
            assertThat(stopped.state()).as(stopped.failure()).isNotEqualTo(JobState.FAILED);
        }
        try (JobSystem desk = start("api", "scheduler");
                JobSystem worker = start("worker")) {
            assertThat(worker.membership().grid().members()).hasSize(2);
            desk.optimizations().restart(UserId.LOCAL, job.id());
            awaitState(desk, job, JobState.COMPLETED);
            List<SearchStore.FinalRow> resumed =
                    desk.optimizations().result(UserId.LOCAL, job.id()).orElseThrow().top();
            assertThat(text(resumed)).isEqualTo(text(straight));
        }
    }

    @Test
    void shouldFenceAWorkerWhoseClaimWasTakenOver() {
        var claims = new PartitionClaims(jdbc);
        try (JobSystem desk = start("api")) {
            Job job = submit(desk, document(300, "sqn"));
            String step = "search:partition-0000";
            claims.open(job.id(), step, 1);
            var first =
                    claims.claim(job.id(), step, 1, UUID.randomUUID().toString(), Duration.ZERO)
                            .orElseThrow();
            await().until(() ->
                    claims.claim(job.id(), step, 1, "second", Duration.ofMinutes(1)).isPresent());
            assertThatThrownBy(() -> claims.fence(first)).isInstanceOf(ClaimLostException.class);
            assertThat(claims.renew(first, Duration.ofMinutes(1))).isFalse();
            assertThat(claims.claim(job.id(), step, 1, "third", Duration.ofMinutes(1))).isEmpty();
            assertThat(claims.claim(job.id(), step, 2, "stale attempt", Duration.ofMinutes(1)))
                    .isEmpty();
        }
    }
}
