package io.candlegrid.platform.schedule;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is asked for anew when it is older than a while, so that many gauges of one scrape
 * cost one query. Thread-safe.
 */
public final class Recent<T> implements Supplier<T> {

    private final long ageNanos;
    private final Supplier<T> source;
    private @Nullable T value;
    private long askedNanos;

    public Recent(Duration age, Supplier<T> source) {
        this.ageNanos = age.toNanos();
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null || System.nanoTime() - askedNanos > ageNanos) {
            known = source.get();
            value = known;
            askedNanos = System.nanoTime();
        }
        return known;
    }
}
