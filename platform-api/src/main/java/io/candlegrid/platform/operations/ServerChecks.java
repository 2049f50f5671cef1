package io.candlegrid.platform.operations;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import io.candlegrid.db.server.ClickHouseEndpoint;
import io.candlegrid.db.server.RedisEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Readiness of the three servers, by asking each for its version. */
final class ServerChecks {

    private static final int TIMEOUT_MILLIS = 2_000;

    private ServerChecks() {}

    /** Whether PostgreSQL answers a query. */
    record Postgres(DataSource dataSource) implements ReadinessCheck {
        @Override
        public String name() {
            return "postgresql";
        }

        @Override
        public String probe() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_MILLIS / 1_000);
                try (ResultSet row = statement.executeQuery("show server_version")) {
                    row.next();
                    return row.getString(1);
                }
            }
        }
    }

    /** Whether ClickHouse answers a query. */
    record ClickHouse(Client client) implements ReadinessCheck, AutoCloseable {

        /** A check with a client of its own, which does not repeat what failed. */
        static ClickHouse at(ClickHouseEndpoint endpoint) {
            return new ClickHouse(
                    new Client.Builder()
                            .addEndpoint(endpoint.url())
                            .setUsername(endpoint.user())
                            .setPassword(endpoint.password().value())
                            .setConnectTimeout(TIMEOUT_MILLIS, ChronoUnit.MILLIS)
                            .setSocketTimeout(TIMEOUT_MILLIS, ChronoUnit.MILLIS)
                            .setMaxRetries(0)
                            .build());
        }

        @Override
        public void close() {
            client.close();
        }

        @Override
        public String name() {
            return "clickhouse";
        }

        @Override
        public String probe() {
            List<GenericRecord> rows = client.queryAll("select version() as version");
            return rows.getFirst().getString("version");
        }
    }

    /** Whether Redis answers. */
    record Redis(RedisEndpoint endpoint) implements ReadinessCheck {
        @Override
        public String name() {
            return "redis";
        }

        @Override
        public String probe() {
            var config =
                    DefaultJedisClientConfig.builder()
                            .connectionTimeoutMillis(TIMEOUT_MILLIS)
                            .socketTimeoutMillis(TIMEOUT_MILLIS);
            if (!endpoint.password().isNone()) {
                config.password(endpoint.password().value());
            }
            try (Jedis jedis =
                    new Jedis(new HostAndPort(endpoint.host(), endpoint.port()), config.build())) {
                return jedis.info("server")
                        .lines()
                        .filter(line -> line.startsWith("redis_version:"))
                        .map(line -> line.substring("redis_version:".length()).strip())
                        .findFirst()
                        .orElse("unknown version");
            }
        }
    }
}
