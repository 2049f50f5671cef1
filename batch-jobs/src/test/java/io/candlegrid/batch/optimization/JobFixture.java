package io.candlegrid.batch.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.candlegrid.batch.jobs.JobSystemSettings;
import io.candlegrid.batch.schema.SpringBatchSchema;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseFundingStore;
import io.candlegrid.db.marketdata.ClickHouseMarkStore;
import io.candlegrid.db.marketdata.ClickHouseSnapshotStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.marketdata.PostgresInstrumentStore;
import io.candlegrid.db.migration.Migrations;
import io.candlegrid.db.optimization.ClickHouseTrialStore;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.TestServers;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.RangeReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;

/** Job systems on real databases, which are opened once; to be closed. */
final class JobFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    final JdbcClient jdbc;
    final RangeReader stored;
    final ClickHouseSnapshotStore snapshots;
    final ClickHouseTrialStore trials;
    private final HikariDataSource postgres;
    private final ClickHouse clickHouse;

    JobFixture() {
        Endpoints servers = TestServers.get();
        postgres = new HikariDataSource();
        postgres.setJdbcUrl(servers.postgres().jdbcUrl());
        postgres.setUsername(servers.postgres().user());
        postgres.setPassword(servers.postgres().password().value());
        Migrations.migrate(postgres, servers.clickHouse(), new SpringBatchSchema());
        clickHouse = new ClickHouse(servers.clickHouse());
        jdbc = JdbcClient.create(postgres);
        PostgresHoleStore holes = new PostgresHoleStore(jdbc);
        stored =
                new RangeReader(
                        new ClickHouseCandleStore(clickHouse, jdbc, holes),
                        new ClickHouseFundingStore(clickHouse),
                        new ClickHouseMarkStore(clickHouse),
                        new PostgresInstrumentStore(jdbc));
        snapshots = new ClickHouseSnapshotStore(clickHouse, stored, holes);
        trials = new ClickHouseTrialStore(clickHouse);
    }

    JobSystem start(String... roles) {
        return start(CausalityGate.ofRegistry(), roles);
    }

    JobSystem start(CausalityGate gate, String... roles) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(postgres);
        return new JobSystem(
                new JobSystemSettings(
                        Set.of(roles), "test", "127.0.0.1", 5901, List.of(), 2, 256L << 20),
                jdbc,
                repository(transactions),
                transactions,
                stored,
                gate,
                snapshots,
                trials);
    }

    private JobRepository repository(JdbcTransactionManager transactions) {
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

    static JsonNode parse(String text) {
        return switch (Documents.parse(text)) {
            case Validated.Valid<JsonNode>(var node) -> node;
            case Validated.Invalid<JsonNode>(var errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    static Job submit(JobSystem system, JsonNode document) {
        return switch (system.optimizations().submit(UserId.LOCAL, document)) {
            case Validated.Valid<Job>(var job) -> job;
            case Validated.Invalid<Job>(var errors) -> throw new AssertionError(errors.toString());
        };
    }

    static Job awaitEnd(JobSystem system, Job job) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        system.optimizations()
                                .find(UserId.LOCAL, job.id())
                                .orElseThrow()
                                .state()
                                .isTerminal());
        return system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow();
    }

    static Job awaitState(JobSystem system, Job job, JobState state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow(),
                        now -> now.state() == state || now.state() == JobState.FAILED);
        Job now = system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow();
        assertThat(now.state()).as(now.failure()).isEqualTo(state);
        return now;
    }

    @Override
    public void close() {
        clickHouse.close();
        postgres.close();
    }
}
