package io.candlegrid.db.marketdata;

import com.zaxxer.hikari.HikariDataSource;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.migration.Migrations;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.TestServers;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The migrated databases of the embedded servers, one set per JVM, for integration tests. */
public record TestDatabases(HikariDataSource postgres, JdbcClient jdbc, ClickHouse clickHouse) {

    /** Connects and migrates at the first call. */
    public static TestDatabases get() {
        return Holder.DATABASES;
    }

    /** The candle store on these databases. */
    public ClickHouseCandleStore candles() {
        return new ClickHouseCandleStore(clickHouse, jdbc, new PostgresHoleStore(jdbc));
    }

    private static final class Holder {
        private static final TestDatabases DATABASES = connect();

        private static TestDatabases connect() {
            Endpoints servers = TestServers.get();
            HikariDataSource postgres = new HikariDataSource();
            postgres.setJdbcUrl(servers.postgres().jdbcUrl());
            postgres.setUsername(servers.postgres().user());
            postgres.setPassword(servers.postgres().password().value());
            postgres.setMaximumPoolSize(4);
            Migrations.migrate(postgres, servers.clickHouse());
            return new TestDatabases(
                    postgres, JdbcClient.create(postgres), new ClickHouse(servers.clickHouse()));
        }
    }
}
