package io.candlegrid.platform.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a process in the reverse order of its start, once: when it is closed, or when the JVM is
 * told to end, be it in the middle of the start. Thread-safe.
 */
final class Shutdown implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    /**
     * Hears of the end of the JVM from now on.
     *
     * @param last closed after everything else
     */
    Shutdown(ServerLease last) {
        steps.push(last::close);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "platform-stop"));
    }

    /** Adds something to be stopped before all that was added so far. */
    void first(Runnable step) {
        synchronized (steps) {
            steps.push(step);
        }
    }

    /** Blocks until everything has stopped. */
    void awaitDone() throws InterruptedException {
        done.await();
    }

    @Override
    public void close() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            for (Runnable step = next(); step != null; step = next()) {
                run(step);
            }
        } finally {
            done.countDown();
        }
    }

    private @Nullable Runnable next() {
        synchronized (steps) {
            return steps.poll();
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("something did not stop as it should", e);
        }
    }
}
