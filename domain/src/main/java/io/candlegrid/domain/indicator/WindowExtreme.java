package io.candlegrid.domain.indicator;

/**
 * The largest of the last n integers, in constant time on average: only those are kept that no
 * later one reaches. Not thread-safe.
 */
final class WindowExtreme {

    private final long[] values;
    private final int[] places;
    private int head;
    private int size;
    private int seen;

    WindowExtreme(int window) {
        values = new long[window];
        places = new int[window];
    }

    void push(long value) {
        int window = values.length;
        if (size > 0 && places[head] == seen - window) {
            head = head + 1 == window ? 0 : head + 1;
            size--;
        }
        while (size > 0 && values[at(size - 1)] <= value) {
            size--;
        }
        values[at(size)] = value;
        places[at(size)] = seen;
        size++;
        seen++;
    }

    boolean isFull() {
        return seen >= values.length;
    }

    long value() {
        return values[head];
    }

    private int at(int index) {
        int place = head + index;
        return place < values.length ? place : place - values.length;
    }
}
