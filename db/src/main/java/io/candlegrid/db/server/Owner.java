package io.candlegrid.db.server;

import java.time.Duration;
import java.time.Instant;

/**
 * The process that runs the servers of a data directory.
 *
 * @param pid process id
 * @param startedAt when that process started; tells it from a later process with the same id
 */
public record Owner(long pid, Instant startedAt) {
    /** Process tables keep start times in ticks, and two readings may differ by one. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** This process. */
    public static Owner ofThisProcess() {
        return of(ProcessHandle.current());
    }

    static Owner of(ProcessHandle process) {
        return new Owner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Whether that very process still runs; a zombie doesn't. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isSame)
                .isPresent();
    }

    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(found -> Duration.between(found, startedAt).abs().compareTo(CLOCK_GRAIN) <= 0)
                .orElse(true);
    }
}
