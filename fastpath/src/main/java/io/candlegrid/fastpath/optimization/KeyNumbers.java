package io.candlegrid.fastpath.optimization;

import java.util.Arrays;

/** A map from long keys to int numbers that is cleared in no time. Not thread-safe. */
final class KeyNumbers {

    /** There is no such key. */
    static final int ABSENT = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] keys;
    private int[] numbers;
    private int[] stamps;
    private int stamp = 1;
    private int size;

    KeyNumbers() {
        keys = new long[64];
        numbers = new int[64];
        stamps = new int[64];
    }

    void clear() {
        size = 0;
        if (++stamp == 0) {
            Arrays.fill(stamps, 0);
            stamp = 1;
        }
    }

    /** The number of a key, or {@link #ABSENT}. */
    int get(long key) {
        int at = slot(key);
        return stamps[at] == stamp ? numbers[at] : ABSENT;
    }

    /** Gives an absent key its number. */
    void put(long key, int number) {
        if (2 * size >= keys.length) {
            grow();
        }
        int at = slot(key);
        keys[at] = key;
        numbers[at] = number;
        stamps[at] = stamp;
        size++;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * MIX) >>> 32) & mask;
        while (stamps[at] == stamp && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        int[] oldStamps = stamps;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        stamps = new int[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldStamps[i] == stamp) {
                put(oldKeys[i], oldNumbers[i]);
            }
        }
    }
}
