package io.candlegrid.db.schedule;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a schedule.
 *
 * @param job name of the schedule
 * @param fireTime when it was due; with the job the key of the run
 * @param instance the process that ran it
 * @param endedAt null while it runs
 * @param message what was done or what went wrong, for people
 * @param counts what was done, by name, in order of name
 */
public record ScheduleRun(
        String job,
        Instant fireTime,
        String instance,
        Instant startedAt,
        @Nullable Instant endedAt,
        Outcome outcome,
        String message,
        Map<String, Long> counts) {

    /** How a run ended. */
    public enum Outcome {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** Its process ended before it did. */
        LOST
    }
}
