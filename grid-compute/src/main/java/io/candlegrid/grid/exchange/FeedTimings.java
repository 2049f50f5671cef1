package io.candlegrid.grid.exchange;

import java.time.Duration;

/**
 * Times of a feed's connections, wall time.
 *
 * @param connectTimeout for a connection, handshake included
 * @param ackTimeout for the answer to a subscription; after it the connection is replaced
 * @param heartbeat how often the client speaks up: Bybit wants it to, and it finds out that a
 *     connection is dead
 * @param silence without a candle for so long, though some are subscribed, a connection is
 *     replaced; every minute brings a candle of each, so more than a minute
 * @param maxAge when a connection is replaced before the exchange ends it after 24 h; the new one
 *     takes over before the old one is closed
 * @param backoffMin before the first try after a failure; doubles each time, with up to as much
 *     again by chance, until a candle came
 * @param backoffMax most of it
 */
public record FeedTimings(
        Duration connectTimeout,
        Duration ackTimeout,
        Duration heartbeat,
        Duration silence,
        Duration maxAge,
        Duration backoffMin,
        Duration backoffMax) {

    public static final FeedTimings DEFAULT =
            new FeedTimings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(90),
                    Duration.ofHours(23),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60));
}
