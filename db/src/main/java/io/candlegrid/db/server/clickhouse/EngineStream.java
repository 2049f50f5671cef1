package io.candlegrid.db.server.clickhouse;

import java.lang.foreign.MemorySegment;

/** A running SELECT, read chunk by chunk by one thread; closing it early cancels it. */
final class EngineStream implements AutoCloseable {
    private final Chdb chdb;
    private final MemorySegment connection;
    private final EngineResult stream;
    private boolean ended;

    EngineStream(Chdb chdb, MemorySegment connection, EngineResult stream) {
        this.chdb = chdb;
        this.connection = connection;
        this.stream = stream;
    }

    /** The next chunk; one with {@link EngineResult#isEnd} is the end. */
    EngineResult next() throws EngineException {
        try {
            EngineResult chunk =
                    EngineResult.checked(chdb, chdb.fetch(connection, stream.handle()));
            ended = chunk.isEnd();
            return chunk;
        } catch (EngineException e) {
            ended = true;
            throw e;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            chdb.cancelStream(connection, stream.handle());
        }
        stream.close();
    }
}
