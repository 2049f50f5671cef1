package io.candlegrid.db.server.clickhouse;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Cuts the header off every chunk of a RowBinaryWithNames… stream but the first. The header is a
 * count of columns, then one list of strings per {@link AnswerFormat#headerLists}; counts and
 * lengths are LEB128. Used by one thread.
 */
final class RepeatedHeader {
    private final int lists;
    private MemorySegment header = MemorySegment.NULL;

    RepeatedHeader(AnswerFormat format) {
        this.lists = format.headerLists();
    }

    /**
     * What of a chunk belongs into the answer.
     *
     * @throws EngineException when a chunk's header differs from the first one's
     */
    MemorySegment strip(MemorySegment chunk) throws EngineException {
        if (lists == 0 || chunk.byteSize() == 0) {
            return chunk;
        }
        if (header.byteSize() == 0) {
            byte[] copy = chunk.asSlice(0, headerLength(chunk)).toArray(ValueLayout.JAVA_BYTE);
            header = MemorySegment.ofArray(copy);
            return chunk;
        }
        long size = header.byteSize();
        if (chunk.byteSize() < size || chunk.asSlice(0, size).mismatch(header) >= 0) {
            throw EngineException.notSupported(
                    "A streamed answer whose chunks differ in their columns (WITH TOTALS, extremes)");
        }
        return chunk.asSlice(size);
    }

    private long headerLength(MemorySegment chunk) {
        Reader reader = new Reader(chunk);
        long strings = reader.number() * lists;
        for (long i = 0; i < strings; i++) {
            long length = reader.number();
            reader.at += length;
        }
        return reader.at;
    }

    private static final class Reader {
        private final MemorySegment bytes;
        private long at;

        Reader(MemorySegment bytes) {
            this.bytes = bytes;
        }

        long number() {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes.get(ValueLayout.JAVA_BYTE, at++);
                value |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }
    }
}
