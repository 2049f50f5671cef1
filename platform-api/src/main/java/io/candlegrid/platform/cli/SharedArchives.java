package io.candlegrid.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Real archives that lie beside the source tree on some machines. */
final class SharedArchives {

    /** Set by the start script to the root of the source tree. */
    private static final String HOME = "candlegrid.home";

    /** Spot, two futures months and the zips: candles in every layout of an archive. */
    private static final Pattern CANDLES =
            Pattern.compile(
                    "binance/(vision_2024_01/(spot|um)/.*\\.csv\\.gz|vision_zips_2026/.*\\.zip)"
                            + "|bybit/linear_2025_06/.*\\.csv\\.gz");

    private SharedArchives() {}

    /** The archives below a directory, or below the usual one; empty when there are none. */
    static List<Path> find(@Nullable Path directory) {
        Path root = directory == null ? usual() : directory;
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> isCandles(root, file)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The archives below " + root + " can't be listed", e);
        }
    }

    private static Path usual() {
        String named = System.getenv("CANDLEGRID_SHARED_DATA");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty(HOME, ""), "..", "shared", "data").normalize();
    }

    private static boolean isCandles(Path root, Path file) {
        String relative = root.relativize(file).toString().replace('\\', '/');
        return CANDLES.matcher(relative).matches();
    }
}
