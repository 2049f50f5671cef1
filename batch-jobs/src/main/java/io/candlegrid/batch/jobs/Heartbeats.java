package io.candlegrid.batch.jobs;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews leases on threads of its own, so that busy workers don't lose theirs. Thread-safe. */
public final class Heartbeats implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final ScheduledExecutorService pool =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("heartbeat-", 0).factory());

    /** A lease that is being renewed until it is closed. */
    interface Beat extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Calls a renewal every {@link Leases#RENEWAL}. One that throws is tried again at the next
     * beat: while the database is away nobody else can take the lease either.
     */
    Beat start(String what, Runnable renewal) {
        long millis = Leases.RENEWAL.toMillis();
        ScheduledFuture<?> task =
                pool.scheduleWithFixedDelay(
                        () -> {
                            try {
                                renewal.run();
                            } catch (RuntimeException e) {
                                log.warn(
                                        "the lease of {} could not be renewed: {}",
                                        what,
                                        e.toString());
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
