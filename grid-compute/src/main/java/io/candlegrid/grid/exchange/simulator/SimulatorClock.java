package io.candlegrid.grid.exchange.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time of the simulated exchanges: real, accelerated, or standing until it is moved by hand.
 * Hand it to the adapters as well. Thread-safe.
 */
public final class SimulatorClock implements InstantSource {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final double factor;
    private final long startedNanos = System.nanoTime();
    private Instant base;

    private SimulatorClock(Instant start, double factor) {
        this.base = start;
        this.factor = factor;
    }

    /** The system's time. */
    public static SimulatorClock real() {
        return new SimulatorClock(Instant.now(), 1);
    }

    /** From {@code start} on, {@code factor} times as fast: a minute takes 60 s / factor. */
    public static SimulatorClock accelerated(Instant start, double factor) {
        if (!(factor > 0 && factor <= 60_000)) {
            throw new IllegalArgumentException("factor=" + factor + " must be in (0, 60000]");
        }
        return new SimulatorClock(start, factor);
    }

    /** Stands at {@code start} until {@link #advance} moves it. */
    public static SimulatorClock manual(Instant start) {
        return new SimulatorClock(start, 0);
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            long elapsed = (long) ((System.nanoTime() - startedNanos) * factor);
            return base.plusNanos(elapsed);
        } finally {
            lock.unlock();
        }
    }

    /** Seconds of this clock per second of the wall; 0 when it is moved by hand. */
    public double factor() {
        return factor;
    }

    /** Moves the clock forward; everything due in between happens, in order. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("by=" + by + " goes back");
        }
        lock.lock();
        try {
            base = base.plus(by);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until an instant, for at most some wall time.
     *
     * @return whether it is reached
     */
    boolean await(Instant until, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (instant().isBefore(until)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long nanos = left;
                if (factor > 0) {
                    double missing = Duration.between(instant(), until).toNanos() / factor;
                    nanos = Math.min(left, (long) Math.ceil(missing) + 1);
                }
                moved.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
