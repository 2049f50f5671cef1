package io.candlegrid.domain.marketdata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The half-open range [from, to) of candle open times that a backtest trades in.
 *
 * @param warmupFrom start of bars that feed indicators only, before {@code from}; null for none
 */
public record TimeRange(Instant from, Instant to, @Nullable Instant warmupFrom) {

    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from=" + from + " is not before to=" + to);
        }
        if (warmupFrom != null && warmupFrom.isAfter(from)) {
            throw new IllegalArgumentException(
                    "warmupFrom=" + warmupFrom + " is after from=" + from);
        }
    }

    /** A range without warm-up. */
    public static TimeRange of(Instant from, Instant to) {
        return new TimeRange(from, to, null);
    }

    /** Open time of the first candle that is read, epoch milliseconds. */
    public long readFromMillis() {
        Instant warmup = warmupFrom;
        return (warmup == null ? from : warmup).toEpochMilli();
    }
}
