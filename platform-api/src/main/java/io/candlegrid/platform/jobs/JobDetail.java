package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.optimization.TrialCounts;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that is known of a job besides its progress and its result. */
@Schema(description = "Everything that is known of a job.")
record JobDetail(
        UUID job,
        @Schema(description = "For people; not unique.") String name,
        @Schema(allowableValues = {"optimization", "import"}) String kind,
        JobState state,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable Long combinations,
        @Schema(description = "Combinations that are done.") long done,
        @Nullable String failure,
        @Schema(
                        description = "The document optimization/v1 with every default filled in.",
                        ref = "#/components/schemas/Document")
                JsonNode spec,
        @Schema(ref = "#/components/schemas/Lineage") LineageView lineage,
        Estimate estimate,
        @Schema(ref = "#/components/schemas/Counts") CountsView counts) {

    static JobDetail of(Job job, TrialCounts counts) {
        return new JobDetail(
                job.id().value(),
                job.name(),
                JobView.KIND,
                job.state(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.combinations(),
                counts.done(),
                job.failure(),
                ApiProblem.orThrow(Documents.parse(job.spec())),
                LineageView.of(job.lineage()),
                new Estimate(job.estimatedSeconds(), job.estimatedBytes()),
                CountsView.of(job.combinations(), counts));
    }

    /** What a search was or is expected to take. */
    @Schema(description = "What a search is expected to take.")
    record Estimate(
            @Schema(description = "Of search, all threads at work.", example = "12.5")
                    double seconds,
            @Schema(description = "Memory of a working process.", example = "120000000")
                    long bytes) {}

    /** What a result was computed from. */
    record LineageView(String specHash, String dataSnapshot, String engineVersion) {
        static LineageView of(Lineage lineage) {
            return new LineageView(
                    lineage.specHash().hex(),
                    lineage.dataSnapshot().hex(),
                    lineage.engineVersion());
        }
    }
}
