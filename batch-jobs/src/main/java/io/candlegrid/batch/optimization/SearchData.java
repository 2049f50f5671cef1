package io.candlegrid.batch.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.fastpath.optimization.GridSearch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What this process holds in memory of the jobs it works on: the specification, the data of the
 * snapshot and the open search, shared by all partitions and dropped with the last. Thread-safe.
 */
public final class SearchData {

    private final JobStore jobs;
    private final SnapshotStore snapshots;
    private final long memoryBudgetBytes;
    private final Map<JobId, Entry> entries = new HashMap<>();

    /**
     * @param memoryBudgetBytes of each job's columns
     */
    public SearchData(JobStore jobs, SnapshotStore snapshots, long memoryBudgetBytes) {
        this.jobs = jobs;
        this.snapshots = snapshots;
        this.memoryBudgetBytes = memoryBudgetBytes;
    }

    private static final class Entry {
        private int users;
        private @Nullable Loaded loaded;
    }

    private record Loaded(OptimizationSpec spec, BacktestInput input, GridSearch search) {}

    /** A use of a job's data; to be closed. */
    public final class Use implements AutoCloseable {

        private final JobId job;
        private final Loaded loaded;

        private Use(JobId job, Loaded loaded) {
            this.job = job;
            this.loaded = loaded;
        }

        OptimizationSpec spec() {
            return loaded.spec();
        }

        /** The frozen data, in the strategy's timeframe. */
        BacktestInput input() {
            return loaded.input();
        }

        GridSearch search() {
            return loaded.search();
        }

        @Override
        public void close() {
            drop(job);
        }
    }

    /** Loads a job's data, or joins those who use it already. */
    public Use use(JobId job) {
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(job, id -> new Entry());
            entry.users++;
        }
        try {
            synchronized (entry) {
                Loaded loaded = entry.loaded;
                if (loaded == null) {
                    loaded = load(jobs.load(job));
                    entry.loaded = loaded;
                }
                return new Use(job, loaded);
            }
        } catch (RuntimeException e) {
            drop(job);
            throw e;
        }
    }

    private void drop(JobId job) {
        Loaded unused = null;
        synchronized (entries) {
            Entry entry = entries.get(job);
            if (entry != null && --entry.users == 0) {
                entries.remove(job);
                unused = entry.loaded;
            }
        }
        if (unused != null) {
            unused.search().close();
        }
    }

    private Loaded load(Job job) {
        OptimizationSpec spec = spec(job);
        RangeData data = snapshots.load(job.lineage().dataSnapshot(), spec.strategy().instrument());
        CandleSeries series = Rollup.derive(data.minutes(), spec.strategy().timeframe());
        BacktestInput input = BacktestInput.of(data, series, spec.range(), spec.initialEquity());
        return new Loaded(spec, input, GridSearch.open(spec, input, memoryBudgetBytes));
    }

    /** The specification of a job, which was valid when it was submitted. */
    static OptimizationSpec spec(Job job) {
        return switch (Documents.parse(job.spec())) {
            case Validated.Valid<JsonNode>(var document) ->
                    switch (OptimizationDocument.read(document)) {
                        case Validated.Valid<OptimizationSpec>(var spec) -> spec;
                        case Validated.Invalid<OptimizationSpec>(var errors) ->
                                throw new IllegalStateException("job=" + job.id() + " " + errors);
                    };
            case Validated.Invalid<JsonNode>(var errors) ->
                    throw new IllegalStateException("job=" + job.id() + " " + errors);
        };
    }
}
