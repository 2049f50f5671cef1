package io.candlegrid.grid.exchange.simulator;

/** Chance without a state: numbers that follow from what they are about and nothing else. */
final class Chance {

    private Chance() {}

    /** One well-mixed number of several (SplitMix64's finalizer over each). */
    static long mix(long... parts) {
        long hash = 0x9E3779B97F4A7C15L;
        for (long part : parts) {
            hash = (hash ^ part) + 0x9E3779B97F4A7C15L;
            hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
            hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
            hash ^= hash >>> 31;
        }
        return hash;
    }

    /** A number in [0, 1). */
    static double unit(long... parts) {
        return (mix(parts) >>> 11) * 0x1.0p-53;
    }
}
