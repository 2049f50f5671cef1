package io.candlegrid.platform.jobs;

import static org.awaitility.Awaitility.await;

import io.candlegrid.platform.CandlegridApplication;
import io.candlegrid.platform.launch.ApiAddress;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform in a process of its own, which ends with the test. */
final class PlatformProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Process process;

    /** Process id of the platform. */
    long pid() {
        return process.pid();
    }

    private PlatformProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /** Starts a platform with all roles and waits until it is ready. */
    static PlatformProcess start(Path data) throws IOException {
        PlatformProcess platform = launch(data, "api,worker,scheduler");
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> {
                    platform.requireAlive();
                    return platform.send(platform.request("/ready").GET()).statusCode() == 200;
                });
        return platform;
    }

    /** Starts one more worker on the data directory of a running platform. */
    static PlatformProcess startWorker(Path data) throws IOException {
        PlatformProcess worker = launch(data, "worker");
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> {
                    worker.requireAlive();
                    return worker.get("/api/v1/status").path("members").size() == 2;
                });
        return worker;
    }

    private static PlatformProcess launch(Path data, String roles) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        CandlegridApplication.class.getName(),
                        "up",
                        "--data",
                        data.toString(),
                        "--roles",
                        roles,
                        "--port",
                        "0"));
        Path log = Files.createTempFile("candlegrid-" + roles.length() + "-", ".log");
        log.toFile().deleteOnExit();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"));
        builder.environment().putAll(TestPlatform.NO_EXCHANGES);
        return new PlatformProcess(data, builder.start());
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the platform ended with code " + process.exitValue());
        }
    }

    private HttpRequest.Builder request(String path) {
        URI api = ApiAddress.read(data).orElseThrow().url();
        return HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode document(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) {
        return document(send(request(path).GET()));
    }

    JsonNode post(String path, String json) {
        return document(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    /** kill -9 of this process only. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    /** kill -9 of PostgreSQL, which is nobody's child. */
    void killPostgres() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            Path file = files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
    }

    /** kill -9 of this process and of everything it started. */
    void killWithServers() throws Exception {
        List<ProcessHandle> servers = process.descendants().toList();
        process.destroyForcibly();
        servers.forEach(ProcessHandle::destroyForcibly);
        killPostgres();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        List<ProcessHandle> servers = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(40, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            servers.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
