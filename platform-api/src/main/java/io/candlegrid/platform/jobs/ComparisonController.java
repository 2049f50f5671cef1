package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.ComparisonDocument;
import io.candlegrid.platform.backtest.Backtest;
import io.candlegrid.platform.backtest.BacktestRunner;
import io.candlegrid.platform.backtest.BoundedComputation;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Two results side by side. */
@RestController
@Tag(name = "Results")
class ComparisonController {

    private static final String EXAMPLE =
            """
            {"schema": "comparison/v1",
             "left": {"job": "7b1c2f5e-5e0a-4a39-9a0e-0c1d2e3f4a5b", "index": 4711},
             "right": {"job": "7b1c2f5e-5e0a-4a39-9a0e-0c1d2e3f4a5b", "index": 4712}}
            """;

    private final TrialBacktests trials;
    private final BacktestRunner runner;
    private final BoundedComputation computation;

    ComparisonController(
            TrialBacktests trials, BacktestRunner runner, BoundedComputation computation) {
        this.trials = trials;
        this.runner = runner;
        this.computation = computation;
    }

    @PostMapping(path = "/api/v1/comparisons", consumes = "application/json")
    @Operation(
            operationId = "compare",
            summary = "Two results side by side",
            description =
                    "Takes a document comparison/v1. A side is a combination of a job, over the"
                            + " job's candles, or a document backtest/v1, over what is stored now."
                            + " Both are computed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "#/components/schemas/Document"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/ComparisonReport")))
    JsonNode compare(@RequestBody byte[] body) {
        ComparisonRequest request =
                ApiProblem.orThrow(ComparisonRequest.read(RequestDocument.parse(body)));
        Callable<Backtest> left = backtest(request.left());
        Callable<Backtest> right = backtest(request.right());
        return computation.run(
                () -> ComparisonDocument.of(left.call().result(), right.call().result()));
    }

    private Callable<Backtest> backtest(ComparisonRequest.Source source) {
        return switch (source) {
            case ComparisonRequest.Source.Trial(UUID job, long index) -> {
                BacktestSpec spec = trials.spec(job, index);
                yield () -> trials.load(job, spec);
            }
            case ComparisonRequest.Source.Stored(BacktestSpec spec) -> () -> runner.load(spec);
        };
    }
}
