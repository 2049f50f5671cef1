package io.candlegrid.platform.launch;

import io.candlegrid.db.server.Owner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the REST interface of a data directory's platform is; kept in {@code DATA/run/api.json}
 * beside {@code endpoints.json} while a process with the {@code api} role runs.
 *
 * @param url e.g. {@code http://127.0.0.1:8787}
 * @param owner the process that serves it
 */
public record ApiAddress(URI url, Owner owner) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The address of the platform that runs on a data directory; empty when none does. */
    public static Optional<ApiAddress> read(Path dataDirectory) {
        try {
            byte[] content = Files.readAllBytes(file(dataDirectory));
            return Optional.of(JSON.readValue(content, ApiAddress.class))
                    .filter(address -> address.owner().isAlive());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            // Half-written by a process that was killed: as good as absent.
            return Optional.empty();
        }
    }

    /** Makes the address known; replaces an older one atomically. */
    void publish(Path dataDirectory) throws IOException {
        Path file = file(dataDirectory);
        Files.createDirectories(file.getParent());
        Path next =
                Files.createTempFile(
                        file.getParent(),
                        "api",
                        ".next",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(next, JSON.writeValueAsBytes(this));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Withdraws the address if it is still this one. */
    void withdraw(Path dataDirectory) throws IOException {
        if (read(dataDirectory).filter(this::equals).isPresent()) {
            Files.deleteIfExists(file(dataDirectory));
        }
    }

    private static Path file(Path dataDirectory) {
        return dataDirectory.resolve("run").resolve("api.json");
    }
}
