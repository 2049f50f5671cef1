package io.candlegrid.db.server.clickhouse;

import java.lang.foreign.MemorySegment;

/** An answer of the engine in native memory, free of error; used by one thread. */
final class EngineResult implements AutoCloseable {
    private final Chdb chdb;
    private final MemorySegment result;

    private EngineResult(Chdb chdb, MemorySegment result) {
        this.chdb = chdb;
        this.result = result;
    }

    /** Takes a result over, or destroys it and throws the error it carries. */
    static EngineResult checked(Chdb chdb, MemorySegment result) throws EngineException {
        if (Chdb.isNull(result)) {
            throw EngineException.of(49, "LOGICAL_ERROR", "The engine gave no answer.");
        }
        String error = chdb.error(result);
        if (!error.isEmpty()) {
            chdb.destroyResult(result);
            throw EngineException.ofEngine(error);
        }
        return new EngineResult(chdb, result);
    }

    /** The formatted bytes; of size zero when there are none. */
    MemorySegment data() {
        return chdb.data(result);
    }

    /** Whether this chunk of a stream is the one behind the last. */
    boolean isEnd() {
        return data().byteSize() == 0 && chdb.resultRows(result) == 0;
    }

    Chdb.Totals totals() {
        return chdb.totals(result);
    }

    MemorySegment handle() {
        return result;
    }

    @Override
    public void close() {
        chdb.destroyResult(result);
    }
}
