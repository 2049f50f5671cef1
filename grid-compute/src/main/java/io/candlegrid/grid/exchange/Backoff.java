package io.candlegrid.grid.exchange;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after a number of failures in a row: doubling, with jitter, up to a most. */
final class Backoff {

    private Backoff() {}

    /**
     * @param failures 1 after the first
     */
    static Duration after(int failures, Duration min, Duration max) {
        long base = min.toNanos() << Math.min(Math.max(failures - 1, 0), 20);
        long bounded = base < 0 ? max.toNanos() : Math.min(base, max.toNanos());
        double jitter = 1 + ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos((long) Math.min(bounded * jitter, (double) max.toNanos()));
    }
}
