package io.candlegrid.grid.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a feed.
 *
 * @param connections open connections
 * @param wanted instruments asked for
 * @param acknowledged instruments whose subscription the exchange confirmed on an open connection
 * @param reconnects connections opened in place of one that ended, since the feed was opened
 * @param frames text frames received
 * @param deadLetters frames or rows that were set aside
 * @param lastCandleAt when the last candle, closed or provisional, was received by the adapter's
 *     clock; null before the first
 */
public record FeedStatus(
        int connections,
        int wanted,
        int acknowledged,
        long reconnects,
        long frames,
        long deadLetters,
        @Nullable Instant lastCandleAt) {

    /** Whether every wanted instrument is confirmed. */
    public boolean isComplete() {
        return acknowledged == wanted;
    }
}
