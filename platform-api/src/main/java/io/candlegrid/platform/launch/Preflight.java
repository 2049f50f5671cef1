package io.candlegrid.platform.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Looks, before anything is started, for what would only fail later and less clearly. */
final class Preflight {

    private static final long MEBIBYTE = 1 << 20;
    private static final long NEEDED_MEBIBYTES = 1024;

    private Preflight() {}

    static void check(PlatformOptions options) {
        checkAddress(options);
        checkDataDirectory(options.dataDirectory(), options.receivedDirectory());
        checkNotRunning(options);
        if (options.port() != 0) {
            checkPort(options.port());
        }
    }

    /** Spring Boot's own way to bind elsewhere; ignoring it silently would mislead. */
    private static void checkAddress(PlatformOptions options) {
        String address = options.environment().getOrDefault("SERVER_ADDRESS", "127.0.0.1");
        if (!address.equals("127.0.0.1") && !address.equals("localhost")) {
            throw new StartupProblem(
                    "SERVER_ADDRESS="
                            + address
                            + " would open candlegrid, which has no login yet, to other machines; it"
                            + " answers on 127.0.0.1 only. Unset the variable, and use a tunnel from"
                            + " elsewhere: ssh -L 8787:127.0.0.1:8787 HOST");
        }
    }

    private static void checkDataDirectory(Path directory, Path received) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(received);
            long free = Files.getFileStore(directory).getUsableSpace() / MEBIBYTE;
            if (free < NEEDED_MEBIBYTES) {
                throw new StartupProblem(
                        "The disk of %s is almost full: %,d MB are free, candlegrid needs %,d MB. Free some space, or choose another directory with --data DIR."
                                .formatted(directory, free, NEEDED_MEBIBYTES));
            }
        } catch (IOException e) {
            throw new StartupProblem(
                    "The data directory "
                            + directory
                            + " can't be created ("
                            + e.getMessage()
                            + "). Choose another with --data DIR.",
                    e);
        }
    }

    private static void checkNotRunning(PlatformOptions options) {
        if (options.has(Role.API)) {
            ApiAddress.read(options.dataDirectory())
                    .ifPresent(running -> {
                        throw alreadyRunning(options.dataDirectory(), running);
                    });
        }
    }

    static StartupProblem alreadyRunning(Path directory, ApiAddress running) {
        return new StartupProblem(
                "candlegrid already runs on "
                        + directory
                        + " (process "
                        + running.owner().pid()
                        + ", "
                        + running.url()
                        + "). Use that one, stop it first, add a worker with 'up --roles worker', or"
                        + " choose another directory with --data DIR.");
    }

    private static void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw portInUse(port, e);
        }
    }

    static StartupProblem portInUse(int port, Throwable cause) {
        return new StartupProblem(
                "Port "
                        + port
                        + " on 127.0.0.1 is in use by another program. Stop that program, or choose"
                        + " another port, e.g. --port "
                        + (port == 65_535 ? 8787 : port + 1)
                        + " (0 takes any free one).",
                cause);
    }
}
