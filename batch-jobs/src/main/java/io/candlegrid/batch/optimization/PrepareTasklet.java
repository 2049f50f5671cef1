package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.JobSteps;
import io.candlegrid.domain.backtest.EngineVersion;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobFailedException;
import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.SearchPlan;
import io.candlegrid.domain.optimization.SearchStore;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Freezes the data and lays out the partitions. Harmless to repeat: a snapshot is found by its
 * hash, partitions by their names.
 */
final class PrepareTasklet implements Tasklet {

    private final JobStore jobs;
    private final SnapshotStore snapshots;
    private final SearchStore searches;

    PrepareTasklet(JobStore jobs, SnapshotStore snapshots, SearchStore searches) {
        this.jobs = jobs;
        this.snapshots = snapshots;
        this.searches = searches;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Job job = jobs.load(JobSteps.jobOf(contribution.getStepExecution()));
        if (!job.lineage().engineVersion().equals(EngineVersion.CURRENT)) {
            throw new JobFailedException(
                    JobFailure.Code.ENGINE_CHANGED,
                    "the job was submitted to engine version "
                            + job.lineage().engineVersion()
                            + ", this is version "
                            + EngineVersion.CURRENT
                            + ": submit again");
        }
        OptimizationSpec spec = SearchData.spec(job);
        TimeRange range = spec.range();
        SnapshotStore.Frozen frozen =
                snapshots.freeze(
                        spec.strategy().instrument(),
                        range.readFromMillis(),
                        range.to().toEpochMilli(),
                        spec.strategy().execution().respectLotSize(),
                        job.lineage().dataSnapshot());
        if (frozen == SnapshotStore.Frozen.DATA_CHANGED) {
            throw new JobFailedException(
                    JobFailure.Code.DATA_CHANGED,
                    "the candles of "
                            + spec.strategy().instrument().key()
                            + ", or the funding rates, mark prices or lot rules that go with them,"
                            + " changed after the job was submitted: submit again");
        }
        searches.createPartitions(job.id(), SearchPlan.of(spec.space()).partitions());
        return RepeatStatus.FINISHED;
    }
}
