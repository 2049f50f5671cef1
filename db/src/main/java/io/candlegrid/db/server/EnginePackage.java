package io.candlegrid.db.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The npm package that holds {@code libchdb.so}, the whole ClickHouse engine.
 *
 * @param name the package, one per platform
 * @param version pinned
 * @param integrity the pinned SHA-512 as npm writes it; empty where the registry's own is taken
 */
record EnginePackage(String name, String version, Optional<String> integrity) {
    private static final String VERSION = "26.7.3-stable.1";
    private static final String LINUX_X64 = "linux-x64-gnu";
    private static final String LINUX_X64_INTEGRITY =
            "sha512-XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==";

    /**
     * The package for this machine.
     *
     * @throws ServerException where there is none
     */
    static EnginePackage ofThisMachine() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> "";
                };
        boolean linux = os.startsWith("linux");
        boolean mac = os.startsWith("mac");
        if (arch.isEmpty() || !(linux || mac) || (linux && isMusl())) {
            throw new ServerException(
                    "There is no embedded ClickHouse for %s on %s. Run a ClickHouse server and set CANDLEGRID_CLICKHOUSE_URL=http://user:password@host:8123/."
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        String platform = linux ? "linux-" + arch + "-gnu" : "darwin-" + arch;
        return new EnginePackage(
                "@chdb/lib-" + platform,
                VERSION,
                platform.equals(LINUX_X64) ? Optional.of(LINUX_X64_INTEGRITY) : Optional.empty());
    }

    /** What npm takes to name it. */
    String specifier() {
        return name + "@" + version;
    }

    /** The directory in the cache it is unpacked into. */
    String directoryName() {
        return name.substring(name.indexOf('/') + 1) + "-" + version;
    }

    private static boolean isMusl() {
        return !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
    }
}
