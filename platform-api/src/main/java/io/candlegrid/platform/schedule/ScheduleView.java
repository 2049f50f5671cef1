package io.candlegrid.platform.schedule;

import io.candlegrid.db.schedule.ScheduleRun;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schedule as it is answered. */
@Schema(name = "Schedule", description = "Work that is due by the clock.")
record ScheduleView(
        @Schema(example = "gap-scan") String job,
        @Schema(description = "What it does.") String description,
        @Schema(description = "When, in Quartz's notation, UTC.", example = "20 0/3 * * * ?")
                String cron,
        @Schema(description = "BROKEN: Quartz could not fire it.") Schedules.State state,
        @Schema(description = "When it is due next; null when it never is.") @Nullable Instant next,
        @Schema(description = "Its latest run; null before the first.") @Nullable RunView last) {

    static ScheduleView of(Schedules.Status status, Optional<ScheduleRun> last) {
        return new ScheduleView(
                status.task().name(),
                status.task().description(),
                status.task().cron(),
                status.state(),
                status.next(),
                last.map(RunView::of).orElse(null));
    }

    /** A run as it is answered. */
    @Schema(name = "ScheduleRun", description = "One firing of a schedule.")
    record RunView(
            @Schema(description = "When it was due.") Instant fireTime,
            @Schema(description = "The process that ran it.") String instance,
            Instant started,
            @Schema(description = "Null while it runs.") @Nullable Instant ended,
            @Schema(description = "LOST: its process ended before it did.")
                    ScheduleRun.Outcome outcome,
            @Schema(description = "What was done or what went wrong.") String message,
            @Schema(description = "What was done, by name.", example = "{\"repaired\": 2}")
                    Map<String, Long> counts) {

        static RunView of(ScheduleRun run) {
            return new RunView(
                    run.fireTime(),
                    run.instance(),
                    run.startedAt(),
                    run.endedAt(),
                    run.outcome(),
                    run.message(),
                    run.counts());
        }
    }
}
