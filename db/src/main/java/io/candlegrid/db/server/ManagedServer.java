package io.candlegrid.db.server;

import java.time.Duration;

/**
 * One server on one data directory, as {@link Supervisor} handles it: started, probed, stopped. Its
 * methods are called by one thread at a time.
 */
interface ManagedServer {
    /** The name people know it by. */
    String name();

    /**
     * Stops what an earlier process left running on the same files, then starts the server on its
     * port; it may still be coming up at the return.
     *
     * @throws ServerException with a sentence that says what to do
     */
    ServerProcess launch();

    /** Asks the server {@code select 1} or its like, waiting no longer than the timeout. */
    Probe probe(Duration timeout);

    /** Runs once after the first successful probe: whatever the platform needs to be there. */
    default void prepare() {}

    /** What a probe found. */
    enum Probe {
        /** It answers. */
        READY,
        /** It says that it is starting, or too busy: alive, so leave it alone. */
        BUSY,
        /** Nothing, or nothing that makes sense. */
        SILENT
    }
}
