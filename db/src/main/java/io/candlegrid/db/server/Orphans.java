package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends servers that an earlier platform left on a data directory. Such a server is never adopted:
 * nobody knows how it was started.
 */
final class Orphans {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Orphans() {}

    /**
     * Stops the process a pid file names, if it is one of ours, and deletes the file. A pid that is
     * gone, a zombie or another program's only loses the file.
     *
     * @param pidFile its first line is a process id
     * @param ours a part of the command line that only our servers have
     * @param stop the signal for an orderly stop
     */
    static void end(Path pidFile, String ours, String stop) {
        try {
            if (!Files.exists(pidFile)) {
                return;
            }
            String first = Files.readString(pidFile).strip().lines().findFirst().orElse("");
            pid(first)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> isOurs(process, ours))
                    .ifPresent(process -> end(process, stop));
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new ServerException("The file " + pidFile + " could not be read: " + e, e);
        }
    }

    /** Notes a process for {@link #endNoted}. */
    static void note(Path file, Owner process) throws IOException {
        PrivateFiles.write(
                file,
                (process.pid() + "\n" + process.startedAt() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Stops the process that was noted in a file, if that very process still runs, and deletes the
     * file. It is known by its start time: a long class path hides the end of a command line.
     */
    static void endNoted(Path file) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            List<String> lines = Files.readString(file).strip().lines().toList();
            if (lines.size() == 2) {
                Optional<Long> pid = pid(lines.getFirst());
                pid.map(id -> new Owner(id, Instant.parse(lines.getLast())))
                        .filter(Owner::isAlive)
                        .flatMap(owner -> ProcessHandle.of(owner.pid()))
                        .ifPresent(process -> end(process, "TERM"));
            }
            Files.deleteIfExists(file);
        } catch (IOException | DateTimeParseException e) {
            throw new ServerException(
                    "The file " + file + " could not be read (" + e + "). Delete it.", e);
        }
    }

    /** A zombie has neither command nor arguments, so it is nobody's. */
    private static boolean isOurs(ProcessHandle process, String ours) {
        ProcessHandle.Info info = process.info();
        return process.isAlive()
                && (info.command().filter(c -> c.contains(ours)).isPresent()
                        || info.commandLine().filter(c -> c.contains(ours)).isPresent());
    }

    private static Optional<Long> pid(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void end(ProcessHandle process, String stop) {
        Programs.run(
                "Stopping process " + process.pid(),
                List.of("sh", "-c", "kill -" + stop + " " + process.pid() + " 2>/dev/null || true"),
                "",
                PATIENCE);
        if (!awaitEnd(process)) {
            process.destroyForcibly();
            if (!awaitEnd(process)) {
                throw new ServerException(
                        "A server of an earlier run (process "
                                + process.pid()
                                + ") holds the data directory and doesn't end; end it by hand.");
            }
        }
    }

    private static boolean awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
