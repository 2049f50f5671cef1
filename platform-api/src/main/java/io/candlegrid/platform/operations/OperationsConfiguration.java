package io.candlegrid.platform.operations;

import io.candlegrid.db.server.Endpoints;
import io.candlegrid.platform.launch.PlatformOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Health, readiness, status and heartbeat of every process. */
@Configuration(proxyBeanMethods = false)
@Import({HealthController.class, StatusController.class})
public class OperationsConfiguration {

    @Bean
    ReadinessCheck postgresCheck(DataSource dataSource) {
        return new ServerChecks.Postgres(dataSource);
    }

    @Bean(destroyMethod = "close")
    ServerChecks.ClickHouse clickHouseCheck(Endpoints endpoints) {
        return ServerChecks.ClickHouse.at(endpoints.clickHouse());
    }

    @Bean
    ReadinessCheck redisCheck(Endpoints endpoints) {
        return new ServerChecks.Redis(endpoints.redis());
    }

    @Bean
    Readiness readiness(List<ReadinessCheck> checks) {
        return new Readiness(checks);
    }

    @Bean
    WorkerHeartbeat workerHeartbeat(PlatformOptions options, MeterRegistry metrics, Clock clock) {
        return new WorkerHeartbeat(options, metrics, clock);
    }
}
