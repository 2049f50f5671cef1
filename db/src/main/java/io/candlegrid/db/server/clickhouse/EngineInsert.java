package io.candlegrid.db.server.clickhouse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A running INSERT, fed piece by piece by one thread; closing it before {@link #done} drops what
 * was not written yet.
 *
 * <p>Data goes this way and never inline in the statement: there the engine stops at the first two
 * newline bytes in a row and drops the rest without an error.
 */
final class EngineInsert implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;

    private final Chdb chdb;
    private final MemorySegment stream;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private boolean finished;

    EngineInsert(Chdb chdb, MemorySegment stream) {
        this.chdb = chdb;
        this.stream = stream;
    }

    void append(byte[] data, int offset, int length) throws EngineException {
        for (int at = 0; at < length; at += BUFFER_BYTES) {
            int piece = Math.min(BUFFER_BYTES, length - at);
            MemorySegment.copy(MemorySegment.ofArray(data), offset + at, buffer, 0, piece);
            if (!chdb.append(stream, buffer, piece)) {
                throw EngineException.ofEngine(chdb.insertError(stream));
            }
        }
    }

    /** Ends the data and waits until it is written. */
    Chdb.Totals done() throws EngineException {
        finished = true;
        try (EngineResult result = EngineResult.checked(chdb, chdb.done(stream))) {
            return result.totals();
        }
    }

    @Override
    public void close() {
        if (!finished) {
            chdb.cancelInsert(stream);
        }
        chdb.destroyInsert(stream);
        arena.close();
    }
}
