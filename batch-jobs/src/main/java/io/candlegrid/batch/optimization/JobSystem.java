package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.GridPartitionHandler;
import io.candlegrid.batch.jobs.Heartbeats;
import io.candlegrid.batch.jobs.HeldJobs;
import io.candlegrid.batch.jobs.JobRunner;
import io.candlegrid.batch.jobs.JobSystemSettings;
import io.candlegrid.batch.jobs.Membership;
import io.candlegrid.batch.jobs.PartitionWorker;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.db.jobs.PostgresJobStore;
import io.candlegrid.db.jobs.ProcessRegistry;
import io.candlegrid.db.optimization.PostgresSearchStore;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.grid.jobs.GridDispatcher;
import java.util.List;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Everything a process needs to submit, schedule and execute jobs, according to its roles: the
 * grid, the partition worker, the job runner. One for each process; to be closed.
 */
public final class JobSystem implements AutoCloseable {

    private final Heartbeats heartbeats = new Heartbeats();
    private final Membership membership;
    private final PartitionWorker worker;
    private final JobRunner runner;
    private final OptimizationJobs optimizations;

    /**
     * Joins the grid and, as far as the roles say so, starts to execute and to schedule.
     *
     * @param repository of Spring Batch, persistent, on the same database as {@code jdbc}
     * @param gate what strategies pass before they are accepted
     */
    public JobSystem(
            JobSystemSettings settings,
            JdbcClient jdbc,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RangeReader stored,
            CausalityGate gate,
            SnapshotStore snapshots,
            TrialStore trials) {
        JobStore jobs = new PostgresJobStore(jdbc);
        SearchStore searches = new PostgresSearchStore(jdbc);
        PartitionClaims claims = new PartitionClaims(jdbc);
        SearchData data = new SearchData(jobs, snapshots, settings.memoryBudgetBytes());
        VerifyStep verify =
                new VerifyStep(data, searches, trials, claims, repository, transactions);
        SearchStep search =
                new SearchStep(data, searches, trials, claims, repository, transactions);
        membership = new Membership(new ProcessRegistry(jdbc), settings);
        worker =
                new PartitionWorker(
                        claims,
                        jobs,
                        repository,
                        heartbeats,
                        List.of(search, verify),
                        membership.id().toString());
        membership.join(worker);
        HeldJobs held = new HeldJobs();
        GridPartitionHandler handler =
                new GridPartitionHandler(membership::grid, claims, jobs, repository, held);
        runner =
                new JobRunner(
                        jobs,
                        claims,
                        operator(repository),
                        new OptimizationJobFactory(repository, transactions, handler)
                                .job(jobs, snapshots, searches, trials, data, verify),
                        held,
                        heartbeats,
                        membership.id().toString());
        optimizations =
                new OptimizationJobs(jobs, searches, trials, stored, gate, claims, this::threads);
        if (settings.scheduler()) {
            runner.start();
        }
    }

    private static TaskExecutorJobOperator operator(JobRepository repository) {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        try {
            operator.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("the job operator can't be set up", e);
        }
        return operator;
    }

    /** Threads that execute partitions, in the whole grid; at least one. */
    private int threads() {
        int slots =
                membership.grid().workers().stream().mapToInt(GridDispatcher.Worker::slots).sum();
        return Math.max(1, slots);
    }

    public OptimizationJobs optimizations() {
        return optimizations;
    }

    /** This process's place in the grid. */
    public Membership membership() {
        return membership;
    }

    @Override
    public void close() {
        runner.close();
        worker.close();
        membership.close();
        heartbeats.close();
    }
}
