package io.candlegrid.platform.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user names on the command line. */
final class InputFile {

    private InputFile() {}

    /** The content of a document, as it is written. */
    static byte[] read(Path file) {
        requireReadable(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputProblem("The file " + file + " can't be read: " + e.getMessage());
        }
    }

    static void requireReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputProblem(file + " is a directory; name the files in it.");
        }
        if (!Files.isReadable(file)) {
            throw new InputProblem(
                    "There is no readable file "
                            + file
                            + " in "
                            + Path.of("").toAbsolutePath()
                            + ".");
        }
    }
}
