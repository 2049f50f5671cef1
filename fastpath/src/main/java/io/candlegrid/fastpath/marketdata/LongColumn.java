package io.candlegrid.fastpath.marketdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code long[length]} outside the heap; the same contract as {@link DoubleColumn}. */
public final class LongColumn {

    private final MemorySegment segment;
    private final int length;

    LongColumn(MemorySegment segment, int length) {
        this.segment = segment;
        this.length = length;
    }

    public int length() {
        return length;
    }

    /** The memory, for kernels. */
    public MemorySegment segment() {
        return segment;
    }

    public long get(int index) {
        return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    void set(int index, long value) {
        segment.setAtIndex(ValueLayout.JAVA_LONG, index, value);
    }
}
