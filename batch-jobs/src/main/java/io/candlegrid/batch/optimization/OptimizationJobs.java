package io.candlegrid.batch.optimization;

import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.backtest.EngineVersion;
import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.StoredRange;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.optimization.Estimate;
import io.candlegrid.domain.optimization.ExtremeStrategies;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialCounts;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.fastpath.optimization.GridSearch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Submits optimizations, tells how they are and what they found. Thread-safe. */
public final class OptimizationJobs {

    private final JobStore jobs;
    private final SearchStore searches;
    private final TrialStore trials;
    private final RangeReader stored;
    private final CausalityGate gate;
    private final PartitionClaims claims;
    private final IntSupplier threads;

    /**
     * @param gate what strategies pass before they are accepted
     * @param threads how many threads of the grid search at a time, for estimates
     */
    public OptimizationJobs(
            JobStore jobs,
            SearchStore searches,
            TrialStore trials,
            RangeReader stored,
            CausalityGate gate,
            PartitionClaims claims,
            IntSupplier threads) {
        this.jobs = jobs;
        this.searches = searches;
        this.trials = trials;
        this.stored = stored;
        this.gate = gate;
        this.claims = claims;
        this.threads = threads;
    }

    /**
     * How far a job is.
     *
     * @param step the step that runs or ran last; null before the first
     * @param rate combinations per second now; 0 when nothing runs
     * @param etaSeconds of the search; null when it can't be told
     */
    public record Progress(
            Job job,
            @Nullable String step,
            TrialCounts counts,
            double rate,
            @Nullable Double etaSeconds,
            List<SearchStore.PartitionProgress> partitions) {

        /** Combination-bars per second now. */
        public double barRate() {
            return rate * job.bars();
        }
    }

    /**
     * What a job found.
     *
     * @param counts of all combinations
     * @param searchSeconds time of the search, all attempts together
     * @param totalSeconds from the first start to the end; 0 before the end
     * @param top verified rows, best first; empty before the end
     */
    public record Result(
            Job job,
            OptimizationSpec spec,
            TrialCounts counts,
            double searchSeconds,
            double totalSeconds,
            List<SearchStore.FinalRow> top) {}

    /** Checks a document and says what its search would take, without keeping anything. */
    public Validated<Estimate> estimate(JsonNode document) {
        return then(
                then(read(document), this::withRules),
                spec ->
                        then(
                                StoredRange.clamp(
                                        stored.candles(),
                                        spec.strategy().instrument(),
                                        spec.range()),
                                range -> new Validated.Valid<>(estimate(spec, bars(spec, range)))));
    }

    /**
     * Submits a search, or returns the owner's existing job of the same specification, data and
     * engine, in whatever state it is. A strategy that looks ahead is not accepted.
     */
    public Validated<Job> submit(UserId owner, JsonNode document) {
        return then(
                read(document),
                spec ->
                        then(
                                StoredRange.read(
                                        stored,
                                        spec.strategy().instrument(),
                                        spec.strategy().timeframe(),
                                        spec.range(),
                                        spec.strategy().execution().respectLotSize()),
                                range ->
                                        then(
                                                causal(spec, range),
                                                passed ->
                                                        new Validated.Valid<>(
                                                                submit(owner, passed, range)))));
    }

    private Validated<OptimizationSpec> withRules(OptimizationSpec spec) {
        return spec.strategy().execution().respectLotSize()
                ? then(
                        stored.lots(spec.strategy().instrument()),
                        known -> new Validated.Valid<>(spec))
                : new Validated.Valid<>(spec);
    }

    private Validated<OptimizationSpec> causal(OptimizationSpec spec, StoredRange range) {
        List<ValidationError> errors = gate.check(ExtremeStrategies.of(spec), range.series());
        return errors.isEmpty() ? new Validated.Valid<>(spec) : new Validated.Invalid<>(errors);
    }

    private static <A, B> Validated<B> then(Validated<A> first, Function<A, Validated<B>> second) {
        return switch (first) {
            case Validated.Invalid<A>(var errors) -> new Validated.Invalid<>(errors);
            case Validated.Valid<A>(var value) -> second.apply(value);
        };
    }

    private Job submit(UserId owner, OptimizationSpec asked, StoredRange range) {
        OptimizationSpec spec = asked.withRange(range.range());
        Lineage lineage =
                new Lineage(
                        OptimizationDocument.hash(spec), range.snapshot(), EngineVersion.CURRENT);
        Estimate estimate = estimate(spec, range.tradingBars());
        return jobs.submit(
                new JobStore.Submission(
                        owner,
                        StrategyDocument.name(spec.strategy()),
                        ContentHash.of(
                                lineage.specHash()
                                        + " "
                                        + lineage.dataSnapshot()
                                        + " "
                                        + lineage.engineVersion()),
                        Documents.canonical(OptimizationDocument.write(spec)),
                        lineage,
                        estimate.combinations(),
                        estimate.bars(),
                        estimate.seconds(),
                        estimate.bytes()));
    }

    private static Validated<OptimizationSpec> read(JsonNode document) {
        Validated<OptimizationSpec> read = OptimizationDocument.read(document);
        if (read instanceof Validated.Valid<OptimizationSpec>(var spec)) {
            List<ValidationError> unsupported = GridSearch.unsupported(spec);
            if (!unsupported.isEmpty()) {
                return new Validated.Invalid<>(unsupported);
            }
        }
        return read;
    }

    private Estimate estimate(OptimizationSpec spec, long bars) {
        return Estimate.of(spec, bars, threads.getAsInt());
    }

    private static long bars(OptimizationSpec spec, TimeRange range) {
        long millis = range.to().toEpochMilli() - range.from().toEpochMilli();
        return millis / spec.strategy().timeframe().millis();
    }

    /** The owner's job, or empty. */
    public Optional<Job> find(UserId owner, JobId id) {
        return jobs.find(owner, id);
    }

    /** The owner's jobs, newest first. */
    public List<Job> list(UserId owner, @Nullable JobState state, int limit, int offset) {
        return jobs.list(owner, state, limit, offset);
    }

    /** Combinations of a job that are done. */
    public long done(JobId id) {
        return searches.partitions(id).stream().mapToLong(p -> p.counts().done()).sum();
    }

    /** Asks a job to stop; false when it has ended already. */
    public boolean stop(UserId owner, JobId id) {
        return jobs.requestStop(owner, id);
    }

    /** Queues a stopped or failed job again; it goes on where it was. */
    public boolean restart(UserId owner, JobId id) {
        return jobs.requestRestart(owner, id);
    }

    /** How far a job is, from committed counters. */
    public Optional<Progress> progress(UserId owner, JobId id) {
        return jobs.find(owner, id).map(this::progress);
    }

    private Progress progress(Job job) {
        List<SearchStore.PartitionProgress> partitions = searches.partitions(job.id());
        TrialCounts counts = counts(partitions);
        double rate = job.state() == JobState.RUNNING ? rate(partitions) : 0;
        Double eta = rate > 0 ? (job.combinations() - counts.done()) / rate : null;
        return new Progress(
                job, claims.currentStep(job.id()).orElse(null), counts, rate, eta, partitions);
    }

    /** The usual speed of a partition times the number of those that run: new ones count too. */
    private static double rate(List<SearchStore.PartitionProgress> partitions) {
        double usual =
                partitions.stream()
                        .mapToDouble(SearchStore.PartitionProgress::rate)
                        .filter(rate -> rate > 0)
                        .average()
                        .orElse(0);
        return usual * partitions.stream().filter(p -> p.member() != null).count();
    }

    /** What a job found; without rows before it is completed. */
    public Optional<Result> result(UserId owner, JobId id) {
        return jobs.find(owner, id).map(this::result);
    }

    private Result result(Job job) {
        double total =
                job.startedAt() == null || job.finishedAt() == null
                        ? 0
                        : (job.finishedAt().toEpochMilli() - job.startedAt().toEpochMilli())
                                / 1000.0;
        return new Result(
                job,
                SearchData.spec(job),
                counts(searches.partitions(job.id())),
                claims.secondsOf(job.id(), SearchStep.NAME),
                total,
                job.state() == JobState.COMPLETED ? searches.finalTop(job.id()) : List.of());
    }

    private static TrialCounts counts(List<SearchStore.PartitionProgress> partitions) {
        return partitions.stream()
                .map(SearchStore.PartitionProgress::counts)
                .reduce(TrialCounts.NONE, TrialCounts::plus);
    }

    /** The specification of a job. */
    public OptimizationSpec spec(Job job) {
        return SearchData.spec(job);
    }

    /** The best value of a metric over two axes, all other axes taken together. */
    public List<TrialStore.HeatCell> heatMap(Job job, int xAxis, int yAxis, Metric metric) {
        return trials.heatMap(
                job.id().value(),
                spec(job).space(),
                xAxis,
                yAxis,
                metric,
                TrialStore.Aggregate.BEST);
    }
}
