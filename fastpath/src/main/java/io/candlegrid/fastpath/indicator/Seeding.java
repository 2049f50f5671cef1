package io.candlegrid.fastpath.indicator;

import java.util.Arrays;

/** The undefined bars before a recursion's first value. */
final class Seeding {

    private Seeding() {}

    /** Writes NaN to the bars of a tile before {@code first} and returns how many those are. */
    static int fillUndefined(int first, int start, int count, double[] out, int at) {
        int undefined = Math.clamp((long) first - start, 0, count);
        Arrays.fill(out, at, at + undefined, Double.NaN);
        return undefined;
    }
}
