package io.candlegrid.domain.indicator;

/** The exact sum of the last n integers. Not thread-safe. */
final class WindowSum {

    private final long[] ring;
    private int next;
    private int size;
    private long sum;

    WindowSum(int length) {
        ring = new long[length];
    }

    /** Adds a value and returns the one that left the window, 0 while the window fills. */
    long push(long value) {
        long left = ring[next];
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
        sum += value - left;
        return left;
    }

    boolean isFull() {
        return size == ring.length;
    }

    long sum() {
        return sum;
    }
}
