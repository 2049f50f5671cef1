package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a full disk, the usual reason behind errors that don't name it. */
final class DiskSpace {
    /** What the three servers need to come up and write their first files. */
    private static final long NEEDED_BYTES = 500L << 20;

    private static final long FULL_BYTES = 100L << 20;

    private DiskSpace() {}

    /** Refuses to begin on a disk that will be full in a moment. */
    static void check(Path directory) {
        long free = free(directory);
        if (free < NEEDED_BYTES) {
            throw new ServerException(
                    "The disk that holds %s has only %d MB free; candlegrid needs %d MB to start. Free some space, or choose another directory with --data."
                            .formatted(directory, free >> 20, NEEDED_BYTES >> 20));
        }
    }

    /** A sentence for an error message when the disk is full, else nothing. */
    static String hint(Path file) {
        long free = free(file);
        return free < FULL_BYTES
                ? "\nThe disk that holds " + file + " is full (" + (free >> 20) + " MB free)."
                : "";
    }

    /** Free bytes where a path is or would be. */
    static long free(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
