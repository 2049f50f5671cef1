package io.candlegrid.db.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process whose life is tied to ours by its standard input: when that closes, by order or
 * because this JVM is gone, however it went, the child stops in good order. It has a session of its
 * own where the system can do that, so that ctrl-C reaches the platform and not its servers.
 */
final class ServerProcess {
    /**
     * Runs a program that doesn't watch its input, and stops it by a signal when the input ends. It
     * exits with the program's exit code.
     */
    private static final String KEEPER =
            """
            trap '' INT HUP
            signal=$1; shift
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { cat <&3 >/dev/null; kill -"$signal" $child 2>/dev/null; } &
            watcher=$!
            exec 3<&-
            wait $child
            code=$?
            kill $watcher 2>/dev/null
            exit $code
            """;

    private static final long MAX_LOG_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 2048;
    private static final int TAIL_LINES = 6;

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a program that ends by itself when its standard input ends.
     *
     * @param firstLine is written to the input first; secrets go this way, not by arguments
     */
    static ServerProcess start(
            String name,
            Path log,
            List<String> command,
            Map<String, String> env,
            Secret firstLine) {
        ServerProcess started = start(name, log, command, env);
        try {
            OutputStream input = started.process.getOutputStream();
            input.write((firstLine.value() + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw started.failure("ended at once");
        }
        return started;
    }

    /** Starts a program that stops at a signal: {@code INT} or {@code TERM}. */
    static ServerProcess startKept(String name, Path log, List<String> command, String signal) {
        List<String> kept = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper", signal));
        kept.addAll(command);
        return start(name, log, kept, Map.of());
    }

    private static ServerProcess start(
            String name, Path log, List<String> command, Map<String, String> env) {
        List<String> detached =
                new ArrayList<>(Programs.find("setsid").map(List::of).orElse(List.of()));
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached);
        // The JVM options of the platform, as its start script sets them, are not a server's.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(env);
        try {
            PrivateFiles.createParent(log);
            if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
                Files.delete(log);
            }
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new ServerProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new ServerException(
                    name + " could not be started: " + e.getMessage() + DiskSpace.hint(log), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Owner identity() {
        return Owner.of(process.toHandle());
    }

    /** Runs an action when it ends; at once when it has. */
    void onEnd(Runnable action) {
        var _ = process.onExit().thenRun(action);
    }

    /** Waits for the end; false when it still runs after the time. */
    private boolean awaitEnd(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops it in good order, or by force when that takes longer than the patience. */
    void stop(Duration patience) {
        List<ProcessHandle> family = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Its end of the pipe is gone already, and so is it.
        }
        try {
            if (!awaitEnd(patience)) {
                kill(family);
            }
        } catch (InterruptedException e) {
            kill(family);
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, and what it started, at once. */
    void kill() {
        kill(process.descendants().toList());
    }

    private void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.getOutputStream().close();
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // A pipe without a reader: it is dead, as wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to throw when it doesn't do its work: how it ended, and its last words. */
    ServerException failure(String what) {
        String end = process.isAlive() ? "" : " (exit code " + process.exitValue() + ")";
        String words = tail();
        return new ServerException(
                name
                        + " "
                        + what
                        + end
                        + (words.isEmpty() ? "." : ":\n" + words)
                        + DiskSpace.hint(log)
                        + "\nIts log is "
                        + log
                        + ".");
    }

    String endDescription() {
        return process.isAlive() ? "hung" : "ended with exit code " + process.exitValue();
    }

    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
