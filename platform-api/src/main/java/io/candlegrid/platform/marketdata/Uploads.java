package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.ImportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.multipart.MultipartFile;

/** Uploaded files in the data directory, one directory for each upload. */
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final Path root;

    Uploads(Path root) {
        this.root = root;
    }

    /**
     * Files of one upload.
     *
     * @param directory holds them and nothing else
     */
    record Upload(Path directory, List<ImportFile> files) {}

    /** Writes the files to disk; on failure nothing stays. */
    Upload keep(
            List<MultipartFile> parts,
            @Nullable Integer marketId,
            @Nullable String symbol,
            @Nullable DataKind kind)
            throws IOException {
        Path directory = root.resolve(UUID.randomUUID().toString());
        Files.createDirectories(directory);
        try {
            List<ImportFile> files = new ArrayList<>();
            for (MultipartFile part : parts) {
                // The user's name is for messages and detection only: it never becomes a path.
                Path target = directory.resolve("file-" + files.size());
                part.transferTo(target.toFile());
                files.add(new ImportFile(name(part), target, marketId, symbol, kind));
            }
            return new Upload(directory, files);
        } catch (IOException e) {
            delete(directory);
            throw e;
        }
    }

    /** Removes an upload; one that can't be removed only wastes space. */
    void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the upload {} could not be removed: {}", directory, e.getMessage());
        }
    }

    private static String name(MultipartFile part) {
        String name = part.getOriginalFilename();
        return name == null || name.isBlank() ? "file" : name;
    }
}
