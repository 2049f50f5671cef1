package io.candlegrid.db.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the system: where they are, and running one to its end. */
final class Programs {
    private Programs() {}

    /** Looks a program up on the path. */
    static Optional<String> find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * Runs a program with input and waits for it.
     *
     * @throws ServerException when it fails or takes too long; the message has its last words
     */
    static String run(String what, List<String> command, String input, Duration patience) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output;
            try (var out = process.getInputStream()) {
                output = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ServerException(
                        what + " took longer than " + patience.toSeconds() + " s.");
            }
            if (process.exitValue() != 0) {
                throw new ServerException(what + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new ServerException(what + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException(what + " was interrupted.", e);
        }
    }
}
