package io.candlegrid.platform.marketdata;

import io.candlegrid.batch.optimization.JobSystem;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseIngestStore;
import io.candlegrid.db.marketdata.PostgresDeadLetterStore;
import io.candlegrid.db.marketdata.PostgresIngestRegistry;
import io.candlegrid.db.marketdata.PostgresSubscriptionStore;
import io.candlegrid.db.marketdata.RedisCandleStreams;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.SubscriptionStore;
import io.candlegrid.grid.marketdata.IngestJobs;
import io.candlegrid.grid.marketdata.IngestPorts;
import io.candlegrid.grid.marketdata.IngestRuntime;
import io.candlegrid.grid.marketdata.IngestSettings;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.operations.ReadinessCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Live ingest: what every process knows of it. */
@Configuration(proxyBeanMethods = false)
public class IngestConfiguration {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    @Bean(destroyMethod = "close")
    Exchanges exchanges(PlatformOptions options) {
        return new Exchanges(options.environment());
    }

    @Bean
    SubscriptionStore subscriptionStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresSubscriptionStore(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    IngestStore ingestStore(ClickHouse clickHouse) {
        return new ClickHouseIngestStore(clickHouse);
    }

    @Bean
    DeadLetterStore deadLetterStore(JdbcClient jdbc) {
        return new PostgresDeadLetterStore(jdbc);
    }

    @Bean
    IngestRegistry ingestRegistry(JdbcClient jdbc, DataSource migrated) {
        return new PostgresIngestRegistry(jdbc);
    }

    @Bean(destroyMethod = "close")
    RedisCandleStreams candleStreams(Endpoints endpoints) {
        return new RedisCandleStreams(endpoints.redis());
    }

    @Bean
    IngestView ingestView(
            SubscriptionStore subscriptions, Exchanges exchanges, IngestRegistry registry) {
        return new IngestView(subscriptions, exchanges, registry);
    }

    @Bean
    ReadinessCheck ingestCheck(IngestView ingest) {
        return new IngestCheck(ingest);
    }

    /** In every process that computes or schedules. */
    @Configuration(proxyBeanMethods = false)
    public static class Pipelines {

        @Bean(destroyMethod = "close")
        IngestJobs ingestJobs(
                JobSystem system,
                SubscriptionStore subscriptions,
                Exchanges exchanges,
                IngestRegistry registry) {
            return IngestJobs.start(
                    system.membership().grid(),
                    market -> exchanges.askable(market, subscriptions.ofMarket(market)),
                    registry,
                    PERIOD);
        }
    }

    /** In every process that computes. */
    @Configuration(proxyBeanMethods = false)
    public static class Worker {

        @Bean(destroyMethod = "close")
        IngestRuntime ingestRuntime(
                JobSystem system,
                SubscriptionStore subscriptions,
                Exchanges exchanges,
                CandleStore candles,
                IngestStore store,
                DeadLetterStore deadLetters,
                IngestRegistry registry,
                RedisCandleStreams streams,
                MeterRegistry metrics,
                Clock clock) {
            IngestPorts ports =
                    new IngestPorts(
                            market -> exchanges.askable(market, subscriptions.ofMarket(market)),
                            candles,
                            store,
                            deadLetters,
                            registry,
                            streams,
                            new MicrometerIngestMeters(metrics),
                            exchanges::adapter,
                            clock);
            return IngestRuntime.install(system.membership().grid(), ports, IngestSettings.DEFAULT);
        }
    }
}
