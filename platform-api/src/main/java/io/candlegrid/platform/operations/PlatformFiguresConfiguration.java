package io.candlegrid.platform.operations;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.jobs.JobFigures;
import io.candlegrid.db.marketdata.CanonicalFreshness;
import io.candlegrid.platform.schedule.Schedules;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The scheduler's metrics about the platform as a whole. */
@Configuration(proxyBeanMethods = false)
public class PlatformFiguresConfiguration {

    @Bean
    PlatformFigures platformFigures(
            JdbcClient jdbc,
            GridMembers members,
            ClickHouse clickHouse,
            SubscriptionCounts subscriptions,
            Schedules schedules,
            MeterRegistry metrics) {
        return new PlatformFigures(
                new JobFigures(jdbc),
                members,
                new CanonicalFreshness(clickHouse),
                subscriptions,
                schedules,
                metrics);
    }
}
