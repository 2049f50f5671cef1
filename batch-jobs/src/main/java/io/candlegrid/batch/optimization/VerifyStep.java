package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.FencedChunks;
import io.candlegrid.batch.jobs.JobSteps;
import io.candlegrid.batch.jobs.PartitionedStep;
import io.candlegrid.db.jobs.PartitionClaim;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialStore;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.PlatformTransactionManager;

/** Recomputes rows of the final top with the reference engine, {@value #ROWS} a partition. */
public final class VerifyStep implements PartitionedStep, Partitioner {

    static final String NAME = "verify";

    private static final int ROWS = 50;

    private final SearchData data;
    private final SearchStore searches;
    private final TrialStore trials;
    private final PartitionClaims claims;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    public VerifyStep(
            SearchData data,
            SearchStore searches,
            TrialStore trials,
            PartitionClaims claims,
            JobRepository repository,
            PlatformTransactionManager transactions) {
        this.data = data;
        this.searches = searches;
        this.trials = trials;
        this.claims = claims;
        this.repository = repository;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        int rows = searches.finalTop(JobSteps.current()).size();
        Map<String, ExecutionContext> partitions = new TreeMap<>();
        for (int first = 1; first <= rows; first += ROWS) {
            partitions.put(String.format(Locale.ROOT, "ranks-%04d", first), new ExecutionContext());
        }
        return partitions;
    }

    @Override
    public Step forPartition(StepExecution execution, PartitionClaim claim, BooleanSupplier stop) {
        int first = Integer.parseInt(claim.stepName().substring((NAME + ":ranks-").length()));
        VerifyRows rows =
                new VerifyRows(data, searches, trials, claims, claim, first, first + ROWS - 1);
        return FencedChunks.step(execution, rows, rows, rows, repository, transactions, stop);
    }
}
