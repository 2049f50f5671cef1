package io.candlegrid.grid.marketdata;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How much a counter grew within the last minute. Candles come in a burst at each minute's end, so
 * that any other length of time would swing. Not thread-safe.
 */
final class LastMinute {

    private static final long LENGTH = Duration.ofMinutes(1).toMillis();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long atMillis, long count) {}

    /** Takes the counter's present state; gives the growth, null before a minute was watched. */
    @Nullable Long watch(long nowMillis, long count) {
        samples.addLast(new Sample(nowMillis, count));
        Sample before = null;
        while (nowMillis - samples.getFirst().atMillis() >= LENGTH) {
            before = samples.removeFirst();
        }
        if (before == null) {
            return null;
        }
        samples.addFirst(before);
        return count - before.count();
    }
}
