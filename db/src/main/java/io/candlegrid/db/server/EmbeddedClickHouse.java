package io.candlegrid.db.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** ClickHouse as a process of its own: the engine library behind an HTTP front on loopback. */
final class EmbeddedClickHouse implements ManagedServer {
    static final String USER = "candlegrid";
    static final String DATABASE = "default";

    private static final long GIB = 1L << 30;
    private static final long MIN_MEMORY = GIB;
    private static final long MAX_MEMORY = 8 * GIB;

    private static final List<String> JVM_FLAGS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED");

    private final Path dataDir;
    private final KeptServers.Kept kept;
    private final EngineLibrary library;
    private final ChildJvm childJvm;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    EmbeddedClickHouse(
            Path dataDir, KeptServers.Kept kept, EngineLibrary library, ChildJvm childJvm) {
        this.dataDir = dataDir;
        this.kept = kept;
        this.library = library;
        this.childJvm = childJvm;
    }

    ClickHouseEndpoint endpoint() {
        return new ClickHouseEndpoint(
                "http://127.0.0.1:" + kept.port(), DATABASE, USER, kept.password());
    }

    /** Stops what an earlier run left on a data directory. */
    static void endOrphan(Path dataDir) {
        Orphans.endNoted(pidFile(dataDir));
    }

    private static Path pidFile(Path dataDir) {
        return dataDir.resolve("run").resolve("clickhouse.pid");
    }

    @Override
    public String name() {
        return "ClickHouse";
    }

    @Override
    public ServerProcess launch() {
        Path engine = library.locate();
        Path files = dataDir.resolve("clickhouse");
        Path pidFile = pidFile(dataDir);
        endOrphan(dataDir);
        try {
            PrivateFiles.createDirectories(files);
        } catch (IOException e) {
            throw new ServerException("The directory " + files + " could not be made: " + e, e);
        }
        List<String> command =
                childJvm.command(
                        JVM_FLAGS,
                        List.of(
                                "--library", engine.toString(),
                                "--data", files.toString(),
                                "--port", Integer.toString(kept.port()),
                                "--memory", Long.toString(memoryLimit()),
                                "--user", USER));
        ServerProcess process =
                ServerProcess.start(
                        name(),
                        dataDir.resolve("logs").resolve("clickhouse.log"),
                        command,
                        Map.of("TZ", "UTC"),
                        kept.password());
        try {
            Orphans.note(pidFile, process.identity());
        } catch (IOException e) {
            process.kill();
            throw new ServerException("The file " + pidFile + " could not be written: " + e, e);
        }
        return process;
    }

    @Override
    public Probe probe(Duration timeout) {
        String login = USER + ":" + kept.password().value();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint().url() + "/"))
                        .timeout(timeout)
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        login.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString("SELECT 1"))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> Probe.READY;
                case 503 -> Probe.BUSY;
                default -> Probe.SILENT;
            };
        } catch (IOException e) {
            return Probe.SILENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Probe.BUSY;
        }
    }

    /** A quarter of the machine, so that the engine's own limit comes before the system's. */
    private static long memoryLimit() {
        long machine =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : 4 * MIN_MEMORY;
        return Math.clamp(machine / 4, MIN_MEMORY, MAX_MEMORY);
    }
}
