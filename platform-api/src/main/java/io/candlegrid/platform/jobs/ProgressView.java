package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.optimization.SearchStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a job is, as it is answered. */
@Schema(name = "Progress", description = "How far a job is, from committed counters.")
record ProgressView(
        UUID job,
        JobState state,
        @Schema(description = "The step that runs or ran last.", example = "search")
                @Nullable String step,
        @Schema(description = "Combinations that are done.") long done,
        @Schema(description = "Combinations of the grid.") long total,
        @Schema(description = "Of those done, how many were pruned.") long pruned,
        @Schema(description = "Of those done, how many constraints excluded.") long skipped,
        @Schema(description = "Now; 0 when nothing runs.") double rateCombinationsPerSecond,
        @Schema(description = "Now; 0 when nothing runs.") double rateBarCombinationsPerSecond,
        @Schema(description = "Of the search; null when it can't be told.")
                @Nullable Double etaSeconds,
        List<PartitionProgress> partitions) {

    static ProgressView of(OptimizationJobs.Progress progress) {
        JobState state = progress.job().state();
        return new ProgressView(
                progress.job().id().value(),
                state,
                progress.step(),
                progress.counts().done(),
                progress.job().combinations(),
                progress.counts().prunedTotal(),
                progress.counts().skipped(),
                progress.rate(),
                progress.barRate(),
                progress.etaSeconds(),
                progress.partitions().stream()
                        .map(partition -> PartitionProgress.of(partition, state))
                        .toList());
    }

    /** How far a partition is. */
    @Schema(description = "An index range that one member works on at a time.")
    record PartitionProgress(
            @Schema(example = "partition-0003") String name,
            @Schema(description = "First index.") long from,
            @Schema(description = "Index after the last.") long to,
            @Schema(description = "First index that is not done.") long next,
            @Schema(description = "WAITING, RUNNING or DONE.", example = "RUNNING") String state,
            @Schema(description = "Who works on it.") @Nullable String member) {

        static PartitionProgress of(SearchStore.PartitionProgress partition, JobState job) {
            boolean done = partition.next() >= partition.to();
            boolean held = partition.member() != null && !job.isTerminal();
            return new PartitionProgress(
                    partition.name(),
                    partition.from(),
                    partition.to(),
                    partition.next(),
                    done ? "DONE" : held ? "RUNNING" : "WAITING",
                    partition.member());
        }
    }
}
