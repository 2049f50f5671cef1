package io.candlegrid.fastpath.marketdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code double[length]} outside the heap. Written once before it is shared, then read by any
 * thread; reading after the owner was closed throws IllegalStateException.
 */
public final class DoubleColumn {

    private final MemorySegment segment;
    private final int length;

    DoubleColumn(MemorySegment segment, int length) {
        this.segment = segment;
        this.length = length;
    }

    public int length() {
        return length;
    }

    MemorySegment segment() {
        return segment;
    }

    public double get(int index) {
        return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    void set(int index, double value) {
        segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    /** Copies values to an array. */
    public void copyTo(int from, int count, double[] target, int at) {
        MemorySegment.copy(
                segment, ValueLayout.JAVA_DOUBLE, (long) from * Double.BYTES, target, at, count);
    }
}
