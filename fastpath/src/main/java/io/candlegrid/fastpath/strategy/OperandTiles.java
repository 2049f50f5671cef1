package io.candlegrid.fastpath.strategy;

import java.util.Arrays;

/**
 * Values of operands for the tile at hand, in doubles and rounded to floats: the float is a key
 * that decides most comparisons with half the memory. Not thread-safe.
 */
public final class OperandTiles {

    /** Bars of a tile. */
    public static final int BARS = 1024;

    /** Words of a tile. */
    public static final int WORDS = BARS / 64;

    double[] values;
    float[] keys;

    public OperandTiles(int slots) {
        values = new double[slots * BARS];
        keys = new float[slots * BARS];
    }

    /** Makes room for more slots. */
    public void ensure(int slots) {
        if (slots * BARS > values.length) {
            int size = Math.max(slots * BARS, 2 * values.length);
            values = Arrays.copyOf(values, size);
            keys = Arrays.copyOf(keys, size);
        }
    }

    /** The doubles, a slot's from {@code slot · BARS}. */
    public double[] values() {
        return values;
    }

    /** The keys, a slot's from {@code slot · BARS}. */
    public float[] keys() {
        return keys;
    }
}
