package io.candlegrid.fastpath.optimization;

import java.util.Arrays;

/** Lists of bars, one per rule instance, in chunks of one bounded pool. Not thread-safe. */
final class EventLists {

    static final int CHUNK = 256;
    private static final int NO_CHUNK = -1;

    private final int[] pool;
    private final int[] next;
    private final int[] first;
    private final int[] last;
    private final int[] counts;
    private int used;

    EventLists(int lists, int capacity) {
        int chunks = lists + (capacity + CHUNK - 1) / CHUNK;
        pool = new int[chunks * CHUNK];
        next = new int[chunks];
        first = new int[lists];
        last = new int[lists];
        counts = new int[lists];
    }

    /** Empties the first lists. */
    void clear(int lists) {
        used = 0;
        Arrays.fill(counts, 0, lists, 0);
        Arrays.fill(first, 0, lists, NO_CHUNK);
    }

    int count(int list) {
        return counts[list];
    }

    /** Appends bars; false, and nothing is lost but this list, when the pool is full. */
    boolean append(int list, int[] bars, int from, int count) {
        int done = 0;
        while (done < count) {
            int within = counts[list] % CHUNK;
            if (within == 0 && !addChunk(list)) {
                return false;
            }
            int part = Math.min(count - done, CHUNK - within);
            int at = last[list] * CHUNK + within;
            for (int i = 0; i < part; i++) {
                pool[at + i] = bars[from + done + i];
            }
            counts[list] += part;
            done += part;
        }
        return true;
    }

    private boolean addChunk(int list) {
        if (used == next.length) {
            return false;
        }
        int chunk = used++;
        next[chunk] = NO_CHUNK;
        if (first[list] == NO_CHUNK) {
            first[list] = chunk;
        } else {
            next[last[list]] = chunk;
        }
        last[list] = chunk;
        return true;
    }

    /** Writes a list's bars to the start of an array. */
    void copy(int list, int[] target) {
        int left = counts[list];
        int at = 0;
        for (int chunk = first[list]; left > 0; chunk = next[chunk]) {
            int part = Math.min(left, CHUNK);
            System.arraycopy(pool, chunk * CHUNK, target, at, part);
            at += part;
            left -= part;
        }
    }
}
