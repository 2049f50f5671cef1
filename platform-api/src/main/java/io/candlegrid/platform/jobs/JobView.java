package io.candlegrid.platform.jobs;

import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job as it is listed. */
@Schema(name = "Job", description = "A grid search that was submitted.")
record JobView(
        UUID job,
        @Schema(
                        description = "For people; not unique.",
                        example = "btcusdt-1m-sma20-sma100-7f3a9c21")
                String name,
        @Schema(allowableValues = {"optimization", "import"}) String kind,
        JobState state,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Schema(description = "Indices of the grid.", example = "100000")
                @Nullable Long combinations,
        @Schema(description = "Combinations that are done.") long done,
        @Schema(description = "Why it failed; null unless FAILED.") @Nullable String failure) {

    static final String KIND = "optimization";

    static JobView of(Job job, long done) {
        return new JobView(
                job.id().value(),
                job.name(),
                KIND,
                job.state(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.combinations(),
                done,
                job.failure());
    }
}
