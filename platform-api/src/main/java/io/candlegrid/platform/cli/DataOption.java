package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.PlatformOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data directory a command is about. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory (default: ~/.candlegrid).")
    private @Nullable Path data;

    /** The directory that was named, or the default one. */
    Path directory() {
        Path named = data;
        return (named == null ? PlatformOptions.defaultDataDirectory() : named)
                .toAbsolutePath()
                .normalize();
    }
}
