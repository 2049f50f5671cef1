package io.candlegrid.grid.exchange;

import java.time.Duration;

/**
 * Times and limits of REST calls, wall time.
 *
 * @param connectTimeout for a connection
 * @param requestTimeout for one answer
 * @param attempts most tries of one request, the first included
 * @param backoffMin before the second try; doubles each time, with up to as much again by chance
 * @param backoffMax most of it
 * @param maxWait the longest a request waits for a rate limit; a longer one is refused at once
 */
public record RestTimings(
        Duration connectTimeout,
        Duration requestTimeout,
        int attempts,
        Duration backoffMin,
        Duration backoffMax,
        Duration maxWait) {

    public static final RestTimings DEFAULT =
            new RestTimings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    6,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(90));

    public RestTimings {
        if (attempts < 1 || backoffMin.isNegative() || backoffMax.compareTo(backoffMin) < 0) {
            throw new IllegalArgumentException(
                    "attempts="
                            + attempts
                            + " backoffMin="
                            + backoffMin
                            + " backoffMax="
                            + backoffMax);
        }
    }
}
