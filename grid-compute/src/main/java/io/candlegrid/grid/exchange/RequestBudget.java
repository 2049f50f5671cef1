package io.candlegrid.grid.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps all requests to one market within the exchange's limit: a weight per window of wall time,
 * counted here and corrected by what the exchange reports, and pauses the exchange asks for.
 * Thread-safe.
 */
final class RequestBudget {

    private final WallTime time;
    private final long windowMillis;
    private final int limit;
    private long window;
    private int used;
    private Instant pausedUntil = Instant.EPOCH;

    /**
     * @param limit most weight per window, below what the exchange allows: others may share the
     *     address
     */
    RequestBudget(WallTime time, Duration window, int limit) {
        this.time = time;
        this.windowMillis = window.toMillis();
        this.limit = limit;
    }

    /**
     * Waits until a request fits and books it.
     *
     * @throws ExchangeException RATE_LIMITED when that would take longer than {@code maxWait}
     */
    void acquire(int weight, Duration maxWait) throws InterruptedException {
        Instant deadline = time.now().plus(maxWait);
        while (true) {
            Instant free = tryBook(weight);
            if (free.equals(Instant.EPOCH)) {
                return;
            }
            if (free.isAfter(deadline)) {
                throw new ExchangeException(
                        ExchangeException.Kind.RATE_LIMITED,
                        "the exchange's rate limit lets no request through before " + free,
                        free,
                        null);
            }
            Duration wait = Duration.between(time.now(), free);
            if (wait.isPositive()) {
                time.sleep(wait);
            }
        }
    }

    /** Books a request and gives EPOCH, or gives when to try again. */
    private synchronized Instant tryBook(int weight) {
        Instant now = time.now();
        roll(now);
        if (now.isBefore(pausedUntil)) {
            return pausedUntil;
        }
        if (used > 0 && used + weight > limit) {
            return Instant.ofEpochMilli((window + 1) * windowMillis);
        }
        used += weight;
        return Instant.EPOCH;
    }

    private void roll(Instant now) {
        long current = now.toEpochMilli() / windowMillis;
        if (current != window) {
            window = current;
            used = 0;
        }
    }

    /** The exchange says how much of this window is used; requests under way may be missing. */
    synchronized void report(int usedNow, Instant at) {
        roll(time.now());
        if (at.toEpochMilli() / windowMillis == window) {
            used = Math.max(used, usedNow);
        }
    }

    /** The exchange asks for quiet until an instant. */
    synchronized void pauseUntil(Instant until) {
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }
}
