package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.platform.backtest.BacktestRunner;
import io.candlegrid.platform.backtest.BoundedComputation;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One combination of a search, looked at closely. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/trials/{index}")
@Tag(name = "Results")
class TrialController {

    private final OptimizationJobs jobs;
    private final JobAccess access;
    private final SnapshotStore snapshots;
    private final BoundedComputation computation;

    TrialController(
            OptimizationJobs jobs,
            JobAccess access,
            SnapshotStore snapshots,
            BoundedComputation computation) {
        this.jobs = jobs;
        this.access = access;
        this.snapshots = snapshots;
        this.computation = computation;
    }

    @GetMapping
    @Operation(
            operationId = "trial",
            summary = "The strategy of a combination, and the backtest that repeats it")
    Trial trial(@PathVariable("id") UUID id, @PathVariable("index") long index) {
        BacktestSpec spec = spec(access.require(id), index);
        return new Trial(
                index, StrategyDocument.write(spec.strategy()), BacktestDocument.write(spec));
    }

    @GetMapping("/report")
    @Operation(
            operationId = "trialReport",
            summary = "The full report of a combination, over the job's own data")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/BacktestReport")))
    JsonNode report(@PathVariable("id") UUID id, @PathVariable("index") long index) {
        Job job = access.require(id);
        BacktestSpec spec = spec(job, index);
        if (job.startedAt() == null) {
            throw ApiProblem.conflict(
                    "state", job.state().name(), "the job's candles are frozen when it starts");
        }
        return computation.run(() -> {
            RangeData data =
                    snapshots.load(job.lineage().dataSnapshot(), spec.strategy().instrument());
            CandleSeries series = Rollup.derive(data.minutes(), spec.strategy().timeframe());
            return BacktestRunner.report(spec, data, series, job.lineage().dataSnapshot());
        });
    }

    private BacktestSpec spec(Job job, long index) {
        OptimizationSpec search = jobs.spec(job);
        if (index < 0 || index >= search.space().size()) {
            throw ApiProblem.notFound(
                    "index",
                    Long.toString(index),
                    "the search has the indices 0 to " + (search.space().size() - 1));
        }
        return new BacktestSpec(
                Combinations.bind(search, index), search.range(), search.initialEquity());
    }

    /** The answer. */
    @Schema(name = "TrialDocument", description = "A combination as documents of its own.")
    record Trial(
            long index,
            @Schema(ref = "#/components/schemas/Document") JsonNode strategy,
            @Schema(ref = "#/components/schemas/Document") JsonNode backtest) {}
}
