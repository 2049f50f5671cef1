package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code endpoints.json}. */
final class EndpointsFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EndpointsFile() {}

    static Optional<Endpoints> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Endpoints.class));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new ServerException(
                    "The file "
                            + file
                            + " could not be read ("
                            + e.getMessage()
                            + "). Stop candlegrid and delete the file; the next start writes it again.",
                    e);
        }
    }

    static void write(Path file, Endpoints endpoints) throws IOException {
        PrivateFiles.write(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(endpoints));
    }
}
