package io.candlegrid.platform.testing;

import io.candlegrid.platform.CandlegridApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The application in a process of its own, with the JVM flags and classes of the tests. */
public final class CandlegridProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CandlegridProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts a command.
     *
     * @param environment added to the tests' own
     */
    public static CandlegridProcess start(
            Path dataDirectory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", dataDirectory.toString()));
        return start(environment, all);
    }

    /** Starts a command that needs no data directory. */
    public static CandlegridProcess startBare(String... arguments) throws IOException {
        return start(Map.of(), List.of(arguments));
    }

    private static CandlegridProcess start(Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.add(CandlegridApplication.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(TestPlatform.NO_EXCHANGES);
        builder.environment().putAll(environment);
        return new CandlegridProcess(builder.start());
    }

    /** What it has written so far, both streams. */
    public String output() {
        return String.join("\n", lines);
    }

    /** Waits until it has written a text; fails when it ends or takes too long. */
    public void awaitLine(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("no '" + text + "' in:\n" + output());
            }
            Thread.sleep(50);
        }
    }

    /** Asks it to end, as an init system does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end and gives the exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
