package io.candlegrid.platform.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * How a platform process is to run.
 *
 * @param dataDirectory where the embedded servers and uploads live
 * @param roles what the process does, at least one
 * @param port of its HTTP interface on 127.0.0.1; 0 for any free one
 * @param environment variables that name real servers ({@code CANDLEGRID_*})
 */
public record PlatformOptions(
        Path dataDirectory, Set<Role> roles, int port, Map<String, String> environment) {

    /** The port of a process with the {@code api} role unless another is asked for. */
    public static final int DEFAULT_PORT = 8787;

    public PlatformOptions {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a platform without roles");
        }
        if (port < 0 || port > 65_535) {
            throw new StartupProblem(
                    "Port " + port + " does not exist; choose 1 to 65535, or 0 for any free one.");
        }
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        roles = Set.copyOf(roles);
        environment = Map.copyOf(environment);
    }

    /** {@code ~/.candlegrid}. */
    public static Path defaultDataDirectory() {
        return Path.of(System.getProperty("user.home"), ".candlegrid");
    }

    /** Whether this process has a role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Where uploads are kept until they are imported. */
    public Path uploadDirectory() {
        return dataDirectory.resolve("uploads");
    }

    /** Where an upload is while it arrives. */
    Path receivedDirectory() {
        return dataDirectory.resolve("run").resolve("received");
    }
}
