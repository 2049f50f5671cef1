package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.GridPartitionHandler;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialStore;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the job {@code optimization}: prepare → search → merge → verify → publish. */
public final class OptimizationJobFactory {

    /** Name of the job. */
    public static final String NAME = "optimization";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final GridPartitionHandler grid;

    public OptimizationJobFactory(
            JobRepository repository,
            PlatformTransactionManager transactions,
            GridPartitionHandler grid) {
        this.repository = repository;
        this.transactions = transactions;
        this.grid = grid;
    }

    /** The job, to be started with one parameter: the id of a submitted job. */
    public Job job(
            JobStore jobs,
            SnapshotStore snapshots,
            SearchStore searches,
            TrialStore trials,
            SearchData data,
            VerifyStep verify) {
        return new JobBuilder(NAME, repository)
                .start(tasklet("prepare", new PrepareTasklet(jobs, snapshots, searches)))
                .next(partitioned(SearchStep.NAME, new SearchPartitioner(searches)))
                .next(tasklet("merge", new MergeTasklet(data, searches, trials)))
                .next(partitioned(VerifyStep.NAME, verify))
                .next(tasklet("publish", new PublishTasklet(searches)))
                .build();
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet, transactions).build();
    }

    private Step partitioned(String name, Partitioner partitioner) {
        return new StepBuilder(name, repository)
                .partitioner(name, partitioner)
                .partitionHandler(grid)
                .build();
    }
}
