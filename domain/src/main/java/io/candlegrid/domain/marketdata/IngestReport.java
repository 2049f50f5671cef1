package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the live ingest of a market fares. Counters run since the pipeline was last started.
 *
 * @param connections open WebSocket connections
 * @param subscribed instruments wanted
 * @param acknowledged of these, how many the exchange confirmed
 * @param refused instruments the exchange refused, with its reason; some of them when many
 * @param disconnectedSince since when there is no connection though there should be; null otherwise
 * @param lastCandle open time of the newest candle stored; null before the first
 * @param lag from a candle's close to it being received, stored and published
 * @param candles live candles stored
 * @param perMinute of these, those of the last minute; null before a minute was watched
 * @param duplicates live candles that came again unchanged
 * @param reconnects connections opened in place of one that ended
 * @param deadLetters frames or rows that were set aside
 * @param dropped live candles that found the queue full; they are fetched over REST
 * @param backfilled candles stored from REST
 * @param publishFailures candles that could not be published
 * @param queued candles received and not yet taken by the pipeline
 * @param behind instruments with closed minutes that are neither stored nor known to be absent
 * @param minutesBehind how many such minutes there are
 * @param at when this was so
 */
public record IngestReport(
        int connections,
        int subscribed,
        int acknowledged,
        SortedMap<String, String> refused,
        @Nullable Instant disconnectedSince,
        @Nullable Instant lastCandle,
        Lags lag,
        long candles,
        @Nullable Long perMinute,
        long duplicates,
        long reconnects,
        long deadLetters,
        long dropped,
        long backfilled,
        long publishFailures,
        int queued,
        int behind,
        long minutesBehind,
        Instant at) {

    /** Lags over the last candles by stage. */
    public record Lags(Lag received, Lag stored, Lag published) {}

    /**
     * A lag's distribution in milliseconds; null before the first candle.
     *
     * @param p50 median
     * @param p99 of a hundred candles the second worst
     */
    public record Lag(@Nullable Long p50, @Nullable Long p99) {}
}
