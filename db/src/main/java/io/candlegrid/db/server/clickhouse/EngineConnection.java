package io.candlegrid.db.server.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One connection of the engine: one statement at a time, used by one thread. */
final class EngineConnection implements AutoCloseable {
    private final Chdb chdb;
    private final MemorySegment pointer;
    private final MemorySegment connection;

    @SuppressWarnings("restricted")
    EngineConnection(Chdb chdb, MemorySegment pointer) {
        this.chdb = chdb;
        this.pointer = pointer;
        this.connection = pointer.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    /** Runs a statement whose answer nobody reads. */
    void execute(String sql) throws EngineException {
        query(sql.getBytes(StandardCharsets.UTF_8), "Null", Map.of()).close();
    }

    /** Runs a statement to its end; the whole answer lies in native memory. */
    EngineResult query(byte[] sql, String format, Map<String, String> params)
            throws EngineException {
        return checked(chdb.query(connection, sql, format, params));
    }

    /** Starts a SELECT whose answer comes in chunks. */
    EngineStream stream(byte[] sql, String format, Map<String, String> params)
            throws EngineException {
        EngineResult stream = checked(chdb.streamQuery(connection, sql, format, params));
        return new EngineStream(chdb, connection, stream);
    }

    /** Starts an INSERT whose data comes in pieces; {@code sql} has no FORMAT or VALUES. */
    EngineInsert insert(byte[] sql, String format, Map<String, String> params)
            throws EngineException {
        MemorySegment stream = chdb.insert(connection, sql, format, params);
        String error = chdb.insertError(stream);
        if (!error.isEmpty()) {
            chdb.destroyInsert(stream);
            throw EngineException.ofEngine(error);
        }
        return new EngineInsert(chdb, stream);
    }

    private EngineResult checked(MemorySegment result) throws EngineException {
        return EngineResult.checked(chdb, result);
    }

    @Override
    public void close() {
        chdb.closeConnection(pointer);
    }
}
