package io.candlegrid.platform.testing;

import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One platform with all roles on embedded servers, started once per JVM as users start it and
 * stopped with the JVM. Tests share it and use symbols of their own.
 */
public final class TestPlatform {

    /** Where every exchange is a port that nobody listens on, so that no test asks a real one. */
    public static final Map<String, String> NO_EXCHANGES = nowhere();

    private TestPlatform() {}

    private static Map<String, String> nowhere() {
        Map<String, String> environment = new HashMap<>();
        for (Market market : Market.ALL) {
            environment.put(ExchangeEndpoints.restName(market), "http://127.0.0.1:9");
            environment.put(ExchangeEndpoints.streamName(market), "ws://127.0.0.1:9");
        }
        return Map.copyOf(environment);
    }

    /** Its REST interface. */
    public static RestClient rest() {
        return RestClient.at(Holder.PLATFORM.address());
    }

    /** The data directory that it runs on. */
    public static Path dataDirectory() {
        return Holder.DATA;
    }

    /** A part of it. */
    public static <T> T bean(Class<T> type) {
        return Holder.PLATFORM.bean(type);
    }

    private static final class Holder {
        static final Path DATA = temporaryDirectory();
        static final Platform PLATFORM =
                Platform.start(
                        new PlatformOptions(DATA, Role.all(), 0, NO_EXCHANGES),
                        System.out::println);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Holder::stop, "stop-test-platform"));
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("candlegrid-platform-it-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop() {
            try {
                PLATFORM.close();
                PLATFORM.awaitClosed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            deleteTree(DATA);
        }
    }

    /** Removes a directory with all that is in it; what resists stays. */
    public static void deleteTree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("the test directory " + directory + " stays behind: " + e);
        }
    }
}
