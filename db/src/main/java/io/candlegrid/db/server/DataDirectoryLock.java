package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two platforms off one data directory. The system drops the lock with the process, however
 * that ends.
 */
final class DataDirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws ServerException naming the process that holds it
     */
    static DataDirectoryLock take(Path dataDir) {
        Path file = dataDir.resolve("run").resolve("lock");
        try {
            PrivateFiles.createDirectories(dataDir);
            PrivateFiles.createParent(file);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw inUse(dataDir, file);
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return new DataDirectoryLock(channel);
        } catch (IOException e) {
            throw new ServerException(
                    "The data directory "
                            + dataDir
                            + " can't be used: "
                            + e
                            + DiskSpace.hint(dataDir)
                            + "\nChoose one you may write to with --data.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static ServerException inUse(Path dataDir, Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return new ServerException(
                "The data directory %s is in use by a running candlegrid, process %s. Stop that one first, or choose another directory with --data."
                        .formatted(dataDir, pid.isEmpty() ? "unknown" : pid));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
