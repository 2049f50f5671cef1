package io.candlegrid.domain.marketdata;

/**
 * A run of absent 1m candles.
 *
 * @param fromMillis open time of the first absent minute, epoch milliseconds
 * @param toMillis open time of the first minute after the hole, epoch milliseconds
 */
public record Hole(long fromMillis, long toMillis, HoleType type) {

    public Hole {
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException(
                    "fromMillis=" + fromMillis + " toMillis=" + toMillis);
        }
    }

    /** Number of absent minutes. */
    public long minutes() {
        return (toMillis - fromMillis) / 60_000;
    }
}
