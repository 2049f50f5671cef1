package io.candlegrid.db.server;

/** One set of embedded servers per JVM, in a temporary directory, for integration tests. */
public final class TestServers {
    private TestServers() {}

    /** Starts the servers at the first call; they stop and their files go when the JVM ends. */
    public static Endpoints get() {
        return Holder.SERVERS.endpoints();
    }

    private static final class Holder {
        private static final EmbeddedServers SERVERS =
                EmbeddedServers.start(java.nio.file.Path.of("unset"), line -> {});
    }
}
