package io.candlegrid.grid.exchange;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a feed counts. Thread-safe. */
final class FeedCounters {

    private final LongAdder frames = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private volatile @Nullable Instant lastCandleAt;

    void frame() {
        frames.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }

    void reconnect() {
        reconnects.increment();
    }

    void candle(Instant at) {
        lastCandleAt = at;
    }

    FeedStatus status(int connections, int wanted, int acknowledged) {
        return new FeedStatus(
                connections,
                wanted,
                acknowledged,
                reconnects.sum(),
                frames.sum(),
                deadLetters.sum(),
                lastCandleAt);
    }
}
