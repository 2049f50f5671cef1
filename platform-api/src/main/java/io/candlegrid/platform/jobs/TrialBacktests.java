package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.platform.backtest.Backtest;
import io.candlegrid.platform.backtest.BacktestInputs;
import io.candlegrid.platform.web.ApiProblem;
import java.util.UUID;

/** Repeats combinations of searches as backtests over the job's own candles. Thread-safe. */
final class TrialBacktests {

    private final OptimizationJobs jobs;
    private final JobAccess access;
    private final SnapshotStore snapshots;
    private final BacktestInputs inputs;

    TrialBacktests(
            OptimizationJobs jobs,
            JobAccess access,
            SnapshotStore snapshots,
            BacktestInputs inputs) {
        this.jobs = jobs;
        this.access = access;
        this.snapshots = snapshots;
        this.inputs = inputs;
    }

    /**
     * A combination as a backtest.
     *
     * @throws ApiProblem 404 when there is no such job or index
     */
    BacktestSpec spec(UUID id, long index) {
        OptimizationSpec search = jobs.spec(access.require(id));
        if (index < 0 || index >= search.space().size()) {
            throw ApiProblem.notFound(
                    "index",
                    Long.toString(index),
                    "the search has the indices 0 to " + (search.space().size() - 1));
        }
        return new BacktestSpec(
                Combinations.bind(search, index), search.range(), search.initialEquity());
    }

    /**
     * A backtest over the candles of a job.
     *
     * @throws ApiProblem 409 when the job has not begun
     */
    Backtest load(UUID id, BacktestSpec spec) {
        Job job = access.require(id);
        if (job.startedAt() == null) {
            throw ApiProblem.conflict(
                    "state", job.state().name(), "the job's candles are frozen when it starts");
        }
        RangeData data = snapshots.load(job.lineage().dataSnapshot(), spec.strategy().instrument());
        CandleSeries series = Rollup.derive(data.minutes(), spec.strategy().timeframe());
        return inputs.over(spec, data, series, job.lineage().dataSnapshot());
    }
}
