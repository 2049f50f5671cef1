package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Backtests that a request waits for. */
@RestController
@Tag(name = "Backtests")
class BacktestController {

    private static final String EXAMPLE =
            """
            {"schema": "backtest/v1",
             "strategy": {
               "schema": "strategy/v1",
               "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"},
               "timeframe": "1h",
               "indicators": {"fast": {"type": "sma", "window": 20}, "slow": {"type": "sma", "window": 100}},
               "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}
             },
             "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-07-01T00:00:00Z"},
             "initial_equity": 10000}
            """;

    private final BacktestRunner runner;
    private final BoundedComputation computation;

    BacktestController(BacktestRunner runner, BoundedComputation computation) {
        this.runner = runner;
        this.computation = computation;
    }

    @PostMapping(path = "/api/v1/backtests", consumes = "application/json")
    @Operation(
            operationId = "backtest",
            summary = "Run one strategy over one range and wait for its report",
            description =
                    "Takes a document backtest/v1. The range ends with the last stored candle. A few"
                            + " run at a time; ranges of more than four years are refused.",
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
                            schema = @Schema(ref = "#/components/schemas/BacktestReport")))
    JsonNode run(@RequestBody byte[] body) {
        BacktestSpec spec = ApiProblem.orThrow(BacktestDocument.read(RequestDocument.parse(body)));
        return computation.run(() -> runner.run(spec));
    }
}
