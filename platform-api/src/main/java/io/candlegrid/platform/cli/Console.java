package io.candlegrid.platform.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, everything for the person who waits to {@code
 * err}.
 *
 * @param interactive whether {@code err} is a terminal, so that a line can be redrawn
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {

    /** The process's streams; the start script says with {@code candlegrid.tty} what they are. */
    static Console ofProcess() {
        return new Console(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Boolean.getBoolean("candlegrid.tty"));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
