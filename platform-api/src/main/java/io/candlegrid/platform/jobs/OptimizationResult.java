package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.jobs.JobState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document {@code optimization-result/v1}. */
record OptimizationResult(
        String schema,
        UUID job,
        JobState state,
        JobDetail.LineageView lineage,
        CountsView counts,
        Seconds seconds,
        List<TopRow> top) {

    static OptimizationResult of(OptimizationJobs.Result result, List<TopRow> rows) {
        return new OptimizationResult(
                "optimization-result/v1",
                result.job().id().value(),
                result.job().state(),
                JobDetail.LineageView.of(result.job().lineage()),
                CountsView.of(result.job().combinations(), result.counts()),
                new Seconds(result.searchSeconds(), known(result.totalSeconds())),
                rows);
    }

    private static @Nullable Double known(double totalSeconds) {
        return totalSeconds > 0 ? totalSeconds : null;
    }

    /** How long it took; the total is null before the end. */
    record Seconds(double search, @Nullable Double total) {}
}
