package io.candlegrid.grid.marketdata;

import java.time.Duration;

/**
 * Sizes and times of ingest. Candle time is that of the exchanges' clock, which may be accelerated;
 * wall time is the machine's.
 *
 * @param queueCapacity live candles that wait for a market's pipeline
 * @param tick how often a market looks after itself, wall time
 * @param lease how long a market stays reserved for a process that died, wall time
 * @param patience how long after a minute's close its candle may come by itself before it is asked
 *     for over REST, candle time
 * @param history how much is fetched of an instrument without stored candles, candle time
 * @param lookback how far back holes in canonical are looked for at a start, candle time
 * @param overlap how much of what was stored before an interruption is compared with REST after it,
 *     because a correction may have been missed, candle time
 * @param chunkMinutes most minutes of one question over REST, so that all instruments get their
 *     turn
 * @param concurrency questions over REST at a time, per market
 * @param retryMin before the first repetition of a failed question, wall time; doubles each time
 * @param retryMax most of it
 */
public record IngestSettings(
        int queueCapacity,
        Duration tick,
        Duration lease,
        Duration patience,
        Duration history,
        Duration lookback,
        Duration overlap,
        int chunkMinutes,
        int concurrency,
        Duration retryMin,
        Duration retryMax) {

    public static final IngestSettings DEFAULT =
            new IngestSettings(
                    10_000,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofMinutes(5),
                    5_000,
                    4,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5));

    /** For a clock that is so many times as fast as the wall's. */
    public IngestSettings accelerated(double factor) {
        return new IngestSettings(
                queueCapacity,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis((long) (1_000 * factor)),
                history,
                lookback,
                Duration.ofMillis((long) (10_000 * factor)),
                chunkMinutes,
                concurrency,
                Duration.ofMillis(100),
                Duration.ofSeconds(2));
    }
}
