package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.FencedChunks;
import io.candlegrid.batch.jobs.PartitionedStep;
import io.candlegrid.db.jobs.PartitionClaim;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialStore;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.PlatformTransactionManager;

/** Searches one index range, batch by batch: a chunk-oriented step whose item is a batch. */
public final class SearchStep implements PartitionedStep {

    static final String NAME = "search";

    private final SearchData data;
    private final SearchStore searches;
    private final TrialStore trials;
    private final PartitionClaims claims;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    public SearchStep(
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
    public Step forPartition(StepExecution execution, PartitionClaim claim, BooleanSupplier stop) {
        SearchPartition partition =
                new SearchPartition(data, searches, trials, claims, claim, stop);
        return FencedChunks.step(
                execution, partition, partition, partition, repository, transactions, stop);
    }
}
