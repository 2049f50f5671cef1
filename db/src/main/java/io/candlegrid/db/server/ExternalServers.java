package io.candlegrid.db.server;

import java.util.Optional;

/**
 * Servers that run elsewhere and are used instead of embedded ones.
 *
 * @param postgres from {@code CANDLEGRID_POSTGRES_URL}
 * @param clickHouse from {@code CANDLEGRID_CLICKHOUSE_URL}
 * @param redis from {@code CANDLEGRID_REDIS_URL}
 */
public record ExternalServers(
        Optional<PostgresEndpoint> postgres,
        Optional<ClickHouseEndpoint> clickHouse,
        Optional<RedisEndpoint> redis) {

    /** Everything embedded. */
    public static ExternalServers none() {
        return new ExternalServers(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
