package io.candlegrid.batch.optimization;

import io.candlegrid.db.jobs.PartitionClaim;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.jobs.JobFailedException;
import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.SearchStore.FinalRow;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.domain.optimization.TrialStore;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * One execution of a partition of the verification: the rows of a range of ranks that are not yet
 * verified. Used by one thread.
 */
final class VerifyRows
        implements ItemStreamReader<FinalRow>,
                ItemProcessor<FinalRow, VerifyRows.Verified>,
                ItemWriter<VerifyRows.Verified> {

    /** How far the fast engine's range queries may differ from the loop, absolutely. */
    private static final double DRAWDOWN_TOLERANCE = 1e-12;

    private final SearchData data;
    private final SearchStore searches;
    private final TrialStore trials;
    private final PartitionClaims claims;
    private final PartitionClaim claim;
    private final int firstRank;
    private final int lastRank;
    private final Queue<FinalRow> open = new ArrayDeque<>();
    private final Map<Long, Trial> stored = new HashMap<>();
    private SearchData.@Nullable Use use;

    VerifyRows(
            SearchData data,
            SearchStore searches,
            TrialStore trials,
            PartitionClaims claims,
            PartitionClaim claim,
            int firstRank,
            int lastRank) {
        this.data = data;
        this.searches = searches;
        this.trials = trials;
        this.claims = claims;
        this.claim = claim;
        this.firstRank = firstRank;
        this.lastRank = lastRank;
    }

    /** A row with the reference engine's numbers. */
    record Verified(int rank, double[] metrics, String tradesHash) {}

    @Override
    public void open(ExecutionContext context) {
        use = data.use(claim.job());
        for (FinalRow row : searches.finalTop(claim.job())) {
            if (row.rank() >= firstRank && row.rank() <= lastRank && row.metrics() == null) {
                open.add(row);
            }
        }
        List<Long> indices = open.stream().map(FinalRow::index).toList();
        for (Trial trial : trials.read(claim.job().value(), indices)) {
            stored.put(trial.index(), trial);
        }
    }

    @Override
    public @Nullable FinalRow read() {
        return open.poll();
    }

    @Override
    public Verified process(FinalRow row) {
        SearchData.Use opened = Objects.requireNonNull(use, "open comes first");
        OptimizationSpec spec = opened.spec();
        BacktestResult reference =
                ReferenceEngine.run(Combinations.bind(spec, row.index()), opened.input());
        Trial trial = stored.get(row.index());
        if (trial == null) {
            throw new IllegalStateException("no trial of index=" + row.index());
        }
        Metrics metrics = reference.metrics();
        compare(row, trial.metrics(), metrics);
        return new Verified(row.rank(), metrics.toArray(), TradesHash.of(reference));
    }

    private void compare(FinalRow row, Metrics fast, Metrics reference) {
        for (Metric metric : Metric.values()) {
            double a = fast.get(metric);
            double b = reference.get(metric);
            if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= tolerance(metric, reference))) {
                throw new JobFailedException(
                        JobFailure.Code.VERIFICATION_FAILED,
                        "combination "
                                + row.index()
                                + ": the fast engine has "
                                + metric.label()
                                + "="
                                + a
                                + ", the reference engine "
                                + b
                                + "; this is a defect of candlegrid, please report it with the specification");
            }
        }
    }

    private static double tolerance(Metric metric, Metrics reference) {
        double drawdown = reference.get(Metric.MAX_DRAWDOWN);
        return switch (metric) {
            case MAX_DRAWDOWN -> DRAWDOWN_TOLERANCE;
            case CALMAR -> DRAWDOWN_TOLERANCE * Math.abs(reference.get(metric)) / drawdown;
            default -> 0;
        };
    }

    @Override
    public void write(Chunk<? extends Verified> chunk) {
        claims.fence(claim);
        for (Verified row : chunk) {
            searches.verified(claim.job(), row.rank(), row.metrics(), row.tradesHash());
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
}
