package io.candlegrid.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL and Redis as the Linux distribution packages them, on free ports and in a temporary
 * directory. Where they are not installed the calling test is skipped; with {@code CI=true} it
 * fails.
 */
public final class DebianServers implements AutoCloseable {

    private static final String PASSWORD = "p@ss/word+1";
    private static final String ENCODED_PASSWORD = "p%40ss%2Fword%2B1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();
    private final Path binaries;
    private final int postgresPort = freePort();
    private final int redisPort = freePort();

    private DebianServers(Path binaries) {
        this.binaries = binaries;
    }

    /** Starts both. */
    public static DebianServers start(Path directory) throws IOException, InterruptedException {
        Optional<Path> binaries = postgresBinaries();
        boolean redis = Files.isExecutable(Path.of("/usr/bin/redis-server"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(binaries).as("Debian's postgresql").isPresent();
            assertThat(redis).as("Debian's redis-server").isTrue();
        }
        assumeTrue(
                binaries.isPresent() && redis,
                "SKIPPED: needs the packages postgresql and redis-server");
        DebianServers servers = new DebianServers(binaries.orElseThrow());
        try {
            servers.startPostgres(directory.resolve("pg"));
            servers.startRedis(directory.resolve("redis"));
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    public String postgresUrl() {
        return "postgresql://desk:" + ENCODED_PASSWORD + "@127.0.0.1:" + postgresPort + "/research";
    }

    public String redisUrl() {
        return "redis://:" + ENCODED_PASSWORD + "@127.0.0.1:" + redisPort;
    }

    /** E.g. {@code 15}. */
    public String postgresVersion() {
        return binaries.getName(binaries.getNameCount() - 2).toString();
    }

    private static Optional<Path> postgresBinaries() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void startPostgres(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
        Path data = home.resolve("data");
        if (isRoot()) {
            // PostgreSQL refuses to run as root, so the package's own user gets the directory.
            openPathTo(home);
            run(List.of("chown", "-R", "postgres", home.toString()));
        }
        run(
                asServerUser(
                        binaries.resolve("initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        "desk",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password,
                        "-E",
                        "UTF8",
                        "--no-sync"));
        start(
                home.resolve("log"),
                asServerUser(
                        binaries.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(postgresPort),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="));
        awaitPort(postgresPort);
        createDatabase();
    }

    private void createDatabase() throws IOException, InterruptedException {
        ProcessBuilder psql =
                new ProcessBuilder(
                                binaries.resolve("psql").toString(),
                                "-h",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(postgresPort),
                                "-U",
                                "desk",
                                "-d",
                                "postgres",
                                "-c",
                                "create database research")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        psql.environment().put("PGPASSWORD", PASSWORD);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (psql.start().waitFor() != 0) {
            assertThat(System.nanoTime()).as("PostgreSQL does not come up").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private void startRedis(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        start(
                home.resolve("log"),
                List.of(
                        "/usr/bin/redis-server",
                        "--port",
                        Integer.toString(redisPort),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        home.toString(),
                        "--requirepass",
                        PASSWORD));
        awaitPort(redisPort);
    }

    private static List<String> asServerUser(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Lets another user walk to a directory that JUnit made for this one only. */
    private static void openPathTo(Path directory) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = directory; at != null && at.startsWith(temporary); at = at.getParent()) {
            if (!at.equals(temporary)) {
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    }

    private void start(Path log, List<String> command) throws IOException {
        processes.add(
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    private static void awaitPort(int port) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("port %s", port).isLessThan(deadline);
                Thread.sleep(100);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
