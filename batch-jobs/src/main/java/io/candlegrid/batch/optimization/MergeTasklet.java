package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.JobSteps;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.SearchPlan;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.fastpath.optimization.TrialView;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Reduces the partial tops by the total order. Before that it makes sure that the store has exactly
 * the trials that were counted, and runs again the partitions of which it has not.
 */
final class MergeTasklet implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(MergeTasklet.class);

    private final SearchData data;
    private final SearchStore searches;
    private final TrialStore trials;

    MergeTasklet(SearchData data, SearchStore searches, TrialStore trials) {
        this.data = data;
        this.searches = searches;
        this.trials = trials;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        JobId job = JobSteps.jobOf(contribution.getStepExecution());
        try (SearchData.Use use = data.use(job)) {
            OptimizationSpec spec = use.spec();
            TopTrials top = new TopTrials(spec.objective(), spec.top());
            for (SearchStore.PartitionProgress partition : searches.partitions(job)) {
                completeTrials(job, partition, use);
                searches.partialTop(job, partition.name())
                        .forEach(trial -> top.add(trial.objective(), trial.index()));
            }
            searches.replaceFinalTop(job, top.list());
        }
        return RepeatStatus.FINISHED;
    }

    private void completeTrials(
            JobId job, SearchStore.PartitionProgress partition, SearchData.Use use) {
        if (partition.next() != partition.to()) {
            throw new IllegalStateException("job=" + job + " merges an unfinished " + partition);
        }
        if (stored(job, partition) == partition.counts().processed()) {
            return;
        }
        log.warn("job {}: trials of {} are missing and are run again", job, partition.name());
        int batch = SearchPlan.of(use.spec().space()).batchSize();
        for (long from = partition.from(); from < partition.to(); from += batch) {
            List<Trial> again = new ArrayList<>();
            use.search()
                    .run(
                            from,
                            Math.min(partition.to(), from + batch),
                            t -> add(t, again),
                            () -> false);
            trials.insert(job.value(), 0, again);
        }
        long stored = stored(job, partition);
        if (stored != partition.counts().processed()) {
            throw new IllegalStateException(
                    "job="
                            + job
                            + " partition="
                            + partition.name()
                            + " stored="
                            + stored
                            + " processed="
                            + partition.counts().processed());
        }
    }

    private long stored(JobId job, SearchStore.PartitionProgress partition) {
        return trials.distinctCount(job.value(), partition.from(), partition.to());
    }

    private static void add(TrialView trial, List<Trial> target) {
        if (trial.status() != TrialView.Status.SKIPPED_BY_CONSTRAINT) {
            target.add(TrialRows.of(trial));
        }
    }
}
