package io.candlegrid.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.candlegrid.batch.schema.SpringBatchSchema;
import io.candlegrid.db.migration.Migrations;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.PostgresEndpoint;
import io.candlegrid.platform.launch.BuildIdentity;
import io.candlegrid.platform.launch.StartupProgress;
import io.candlegrid.platform.operations.OperationsConfiguration;
import io.candlegrid.platform.web.WebConfiguration;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What every platform process has, whatever its roles. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({WebConfiguration.class, OperationsConfiguration.class})
public class PlatformConfiguration {

    private static final int POOL_SIZE = 16;
    private static final long CONNECT_TIMEOUT_MILLIS = 20_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    BuildIdentity buildIdentity() {
        return BuildIdentity.current();
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(Endpoints endpoints, StartupProgress progress) {
        PostgresEndpoint postgres = endpoints.postgres();
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password().value());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "candlegrid");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource pool = new HikariDataSource(config);
        // Whoever gets the data source may rely on the schema, here and in ClickHouse.
        progress.say("Preparing the databases");
        Migrations.migrate(pool, endpoints.clickHouse(), new SpringBatchSchema());
        return pool;
    }
}
