package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.ReportSection;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.platform.backtest.BoundedComputation;
import io.candlegrid.platform.backtest.InspectionQuery;
import io.candlegrid.platform.backtest.Sections;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One combination of a search, looked at closely. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/trials/{index}")
@Tag(name = "Results")
class TrialController {

    private final TrialBacktests trials;
    private final BoundedComputation computation;

    TrialController(TrialBacktests trials, BoundedComputation computation) {
        this.trials = trials;
        this.computation = computation;
    }

    @GetMapping
    @Operation(
            operationId = "trial",
            summary = "The strategy of a combination, and the backtest that repeats it")
    Trial trial(@PathVariable("id") UUID id, @PathVariable("index") long index) {
        BacktestSpec spec = trials.spec(id, index);
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
    JsonNode report(
            @PathVariable("id") UUID id,
            @PathVariable("index") long index,
            @Parameter(description = Sections.DESCRIPTION)
                    @RequestParam(name = "sections", defaultValue = "")
                    List<String> sections) {
        Set<ReportSection> wanted = Sections.of(sections);
        BacktestSpec spec = trials.spec(id, index);
        return computation.run(() -> trials.load(id, spec).report(wanted));
    }

    @GetMapping("/inspection")
    @Operation(
            operationId = "inspectTrial",
            summary = "What the engine saw and did in a bar of a combination, and why",
            description =
                    "Over the job's own candles. The bar is said by a time in it or by a trade.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/BarInspection")))
    JsonNode inspect(
            @PathVariable("id") UUID id,
            @PathVariable("index") long index,
            @Parameter(description = "A time in the bar.")
                    @RequestParam(name = "at", required = false)
                    @Nullable Instant at,
            @Parameter(description = "Number of a closed trade, from 0: the bar of its entry.")
                    @RequestParam(name = "trade", required = false)
                    @Nullable Integer trade,
            @Parameter(description = "Most bars before and after, up to 200.")
                    @RequestParam(name = "around", defaultValue = "0")
                    int around) {
        InspectionQuery query = InspectionQuery.of(at, trade, around);
        BacktestSpec spec = trials.spec(id, index);
        return computation.run(() -> trials.load(id, spec).inspect(query));
    }

    /** The answer. */
    @Schema(name = "TrialDocument", description = "A combination as documents of its own.")
    record Trial(
            long index,
            @Schema(ref = "#/components/schemas/Document") JsonNode strategy,
            @Schema(ref = "#/components/schemas/Document") JsonNode backtest) {}
}
