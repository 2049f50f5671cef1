package io.candlegrid.db.server.clickhouse;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine, open on one data directory. Settings, temporary tables and the current database
 * belong to a connection, and a connection costs a tenth of a millisecond: every request gets a
 * fresh one, so nothing leaks from one to the next. One more is held open for the engine's
 * lifetime, because closing the last one closes the engine. Thread-safe.
 */
final class Engine implements AutoCloseable {
    private final Chdb chdb;
    private final List<String> arguments;
    private final MemorySegment kept;

    private Engine(Chdb chdb, List<String> arguments, MemorySegment kept) {
        this.chdb = chdb;
        this.arguments = arguments;
        this.kept = kept;
    }

    /**
     * Loads the library and opens a data directory.
     *
     * @param memoryLimitBytes the server-wide limit; a query beyond it fails with code 241
     * @throws EngineException when the directory is locked or broken
     */
    static Engine open(Path library, Path dataDir, long memoryLimitBytes) throws EngineException {
        Chdb chdb = Chdb.load(library);
        List<String> arguments = new ArrayList<>();
        arguments.add("clickhouse");
        arguments.add("--path=" + dataDir);
        arguments.add("--max_server_memory_usage=" + memoryLimitBytes);
        arguments.add("--mark_cache_size=" + (256L << 20));
        arguments.add("--index_mark_cache_size=" + (64L << 20));
        // An insert is answered when it is written; and 'selec 1' is a syntax error, as on a
        // server.
        arguments.add("--async_insert=0");
        arguments.add("--implicit_select=0");
        MemorySegment kept = chdb.connect(arguments);
        if (Chdb.isNull(kept)) {
            throw EngineException.of(
                    76,
                    "CANNOT_OPEN_FILE",
                    "The ClickHouse data directory "
                            + dataDir
                            + " could not be opened: another process holds it, or it is not"
                            + " readable.");
        }
        return new Engine(chdb, List.copyOf(arguments), kept);
    }

    /** A connection with default settings, in the database {@code default}. */
    EngineConnection connect() throws EngineException {
        MemorySegment pointer = chdb.connect(arguments);
        if (Chdb.isNull(pointer)) {
            throw EngineException.of(
                    210, "NETWORK_ERROR", "The engine gave no connection; it is shutting down.");
        }
        return new EngineConnection(chdb, pointer);
    }

    @Override
    public void close() {
        chdb.closeConnection(kept);
        chdb.shutdown();
    }
}
