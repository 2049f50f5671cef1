package io.candlegrid.batch.optimization;

import io.candlegrid.db.jobs.PartitionClaim;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.SearchPlan;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.domain.optimization.TrialCounts;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.fastpath.optimization.TrialView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * One execution of a partition of the search. Where it goes on after a crash is the next index of
 * {@code search_partitions}: unlike Spring Batch's execution context, which a process that lost its
 * claim still overwrites when its step ends, that row is written under the fence only. Used by one
 * thread.
 */
final class SearchPartition
        implements ItemStreamReader<SearchPartition.Batch>,
                ItemProcessor<SearchPartition.Batch, SearchPartition.BatchResult>,
                ItemWriter<SearchPartition.BatchResult> {

    private final SearchData data;
    private final SearchStore searches;
    private final TrialStore trials;
    private final PartitionClaims claims;
    private final PartitionClaim claim;
    private final BooleanSupplier stop;
    private final String partition;

    private SearchData.@Nullable Use use;
    private @Nullable TopTrials top;
    private long next;
    private long to;
    private int batchSize;

    SearchPartition(
            SearchData data,
            SearchStore searches,
            TrialStore trials,
            PartitionClaims claims,
            PartitionClaim claim,
            BooleanSupplier stop) {
        this.data = data;
        this.searches = searches;
        this.trials = trials;
        this.claims = claims;
        this.claim = claim;
        this.stop = stop;
        this.partition = claim.stepName().substring(SearchStep.NAME.length() + 1);
    }

    /** The indices [from, to). */
    record Batch(long from, long to) {}

    /** What a batch gave; {@code to} is smaller than the batch's when it was stopped. */
    record BatchResult(long from, long to, TrialCounts counts, List<Trial> trials, long millis) {}

    @Override
    public void open(ExecutionContext context) {
        JobId job = claim.job();
        SearchData.Use opened = data.use(job);
        use = opened;
        SearchStore.PartitionProgress progress =
                searches.partition(job, partition)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "job=" + job + " has no partition=" + partition));
        next = progress.next();
        to = progress.to();
        batchSize = SearchPlan.of(opened.spec().space()).batchSize();
        top =
                TopTrials.of(
                        opened.spec().objective(),
                        opened.spec().top(),
                        searches.partialTop(job, partition));
    }

    @Override
    public @Nullable Batch read() {
        if (next >= to) {
            return null;
        }
        return new Batch(next, Math.min(to, next + batchSize));
    }

    @Override
    public @Nullable BatchResult process(Batch batch) {
        long start = System.nanoTime();
        Collector collector = new Collector(opened().spec().objective(), best());
        long reached = opened().search().run(batch.from(), batch.to(), collector::add, stop);
        if (reached == batch.from()) {
            return null;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new BatchResult(batch.from(), reached, collector.counts(), collector.trials, millis);
    }

    @Override
    public void write(Chunk<? extends BatchResult> chunk) {
        for (BatchResult result : chunk) {
            trials.insert(claim.job().value(), claim.epoch(), result.trials());
            claims.fence(claim);
            searches.commitBatch(
                    claim.job(),
                    partition,
                    result.from(),
                    result.to(),
                    result.counts(),
                    best().list(),
                    result.millis());
            next = result.to();
        }
    }

    @Override
    public void close() {
        SearchData.Use opened = use;
        if (opened != null) {
            opened.close();
            use = null;
        }
    }

    private SearchData.Use opened() {
        return Objects.requireNonNull(use, "open comes first");
    }

    private TopTrials best() {
        return Objects.requireNonNull(top, "open comes first");
    }

    /** Sorts the trials of a batch into counts, rows and the partial top. */
    private static final class Collector {

        private final Metric objective;
        private final TopTrials top;
        private final List<Trial> trials = new ArrayList<>();
        private final long[] pruned = new long[Pruning.Reason.values().length];
        private long skipped;
        private long evaluated;
        private long nullObjective;

        Collector(Metric objective, TopTrials top) {
            this.objective = objective;
            this.top = top;
        }

        void add(TrialView trial) {
            switch (trial.status()) {
                case SKIPPED_BY_CONSTRAINT -> skipped++;
                case EVALUATED -> {
                    evaluated++;
                    double value = trial.metric(objective);
                    if (Double.isNaN(value)) {
                        nullObjective++;
                    } else {
                        top.add(value, trial.index());
                    }
                    trials.add(TrialRows.of(trial));
                }
                case PRUNED -> {
                    Pruning.Reason reason = Objects.requireNonNull(trial.pruneReason());
                    pruned[reason.ordinal()]++;
                    trials.add(TrialRows.of(trial));
                }
            }
        }

        TrialCounts counts() {
            return new TrialCounts(skipped, evaluated, pruned, nullObjective);
        }
    }
}
