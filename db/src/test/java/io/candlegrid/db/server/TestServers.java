package io.candlegrid.db.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One set of embedded servers per JVM, in a temporary directory, for the integration tests of every
 * module.
 */
public final class TestServers {
    private TestServers() {}

    /** Starts the servers at the first call; they stop and their files go when the JVM ends. */
    public static Endpoints get() {
        return Holder.SERVERS.endpoints();
    }

    private static final class Holder {
        private static final EmbeddedServers SERVERS = start();

        private static EmbeddedServers start() {
            try {
                Path directory = Files.createTempDirectory("candlegrid-test-");
                EmbeddedServers servers = EmbeddedServers.start(directory, System.out::println);
                servers.closeByCaller();
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> stop(servers, directory), "stop-tests"));
                return servers;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedServers servers, Path directory) {
            servers.close();
            try {
                EngineLibrary.deleteTree(directory);
            } catch (IOException e) {
                System.err.println("The test directory " + directory + " stays behind: " + e);
            }
        }
    }
}
