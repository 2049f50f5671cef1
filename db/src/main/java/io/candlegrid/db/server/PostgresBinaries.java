package io.candlegrid.db.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs out of the library's jar, unpacked beside the data they serve. */
final class PostgresBinaries {
    private static final String PREFIX = "bin-";
    private static final int NAME_BYTES = 6;
    private static final int EXECUTABLE_BITS = 0111;

    private PostgresBinaries() {}

    /**
     * The directory with {@code bin}, {@code lib} and {@code share}. Its name comes from the
     * content, so another build's programs go beside these; those no longer used are removed.
     *
     * @param home the directory they are unpacked in
     */
    static Path unpack(Path home) throws IOException {
        byte[] archive = archive();
        Path target = home.resolve(PREFIX + digest(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path next = Files.createTempDirectory(home, "unpack-");
        extract(archive, next);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!entry.equals(target)
                        && (name.startsWith(PREFIX) || name.startsWith("unpack-"))) {
                    EngineLibrary.deleteTree(entry);
                }
            }
        }
        return target;
    }

    private static byte[] archive() throws IOException {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        String arch = System.getProperty("os.arch");
        InputStream found =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(mac ? "Darwin" : "Linux", arch);
        if (found == null) {
            throw new ServerException(
                    "This build has no PostgreSQL for %s on %s. Run a PostgreSQL server (15 or newer) and set CANDLEGRID_POSTGRES_URL=jdbc:postgresql://host:5432/candlegrid?user=…&password=…"
                            .formatted(System.getProperty("os.name"), arch));
        }
        try (found) {
            return found.readAllBytes();
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                Path file = target.resolve(e.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive leaves its directory: " + e.getName());
                }
                if (e.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (e.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(e.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((e.getMode() & EXECUTABLE_BITS) != 0
                            && !file.toFile().setExecutable(true, true)) {
                        throw new IOException(file + " can't be made executable");
                    }
                }
            }
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
