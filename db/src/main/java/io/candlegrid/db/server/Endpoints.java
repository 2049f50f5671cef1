package io.candlegrid.db.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the servers of a data directory are and how to log in; kept in {@code
 * DATA/run/endpoints.json} (mode 0600) while a platform runs.
 *
 * @param owner the process that runs them
 * @param postgres PostgreSQL
 * @param clickHouse ClickHouse
 * @param redis Redis
 */
public record Endpoints(
        Owner owner,
        PostgresEndpoint postgres,
        ClickHouseEndpoint clickHouse,
        RedisEndpoint redis) {

    /** The file of a data directory that holds them. */
    public static Path file(Path dataDir) {
        return dataDir.resolve("run").resolve("endpoints.json");
    }

    /**
     * The endpoints of the platform that runs on a data directory.
     *
     * @return empty when no platform runs there (no file, or its owner is gone)
     * @throws ServerException when the file is there but can't be read
     */
    public static Optional<Endpoints> read(Path dataDir) {
        return EndpointsFile.read(file(dataDir)).filter(found -> found.owner().isAlive());
    }
}
