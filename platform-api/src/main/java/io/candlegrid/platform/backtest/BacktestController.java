package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.ReportSection;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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
    JsonNode run(
            @RequestBody byte[] body,
            @Parameter(description = Sections.DESCRIPTION)
                    @RequestParam(name = "sections", defaultValue = "")
                    List<String> sections) {
        BacktestSpec spec = read(body);
        Set<ReportSection> wanted = Sections.of(sections);
        return computation.run(() -> runner.load(spec).report(wanted));
    }

    @PostMapping(path = "/api/v1/backtests/check", consumes = "application/json")
    @Operation(
            operationId = "checkBacktest",
            summary = "Check a backtest without running it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/Document"))))
    Checked check(@RequestBody byte[] body) {
        BacktestSpec spec = read(body);
        TimeRange range = runner.check(spec);
        long millis = range.to().toEpochMilli() - range.from().toEpochMilli();
        return new Checked(range.from(), range.to(), millis / spec.strategy().timeframe().millis());
    }

    @PostMapping(path = "/api/v1/backtests/inspection", consumes = "application/json")
    @Operation(
            operationId = "inspectBacktest",
            summary = "What the engine saw and did in a bar of a backtest, and why",
            description =
                    "Takes a document backtest/v1. The bar is said by a time in it or by a trade.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/Document"))))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/BarInspection")))
    JsonNode inspect(
            @RequestBody byte[] body,
            @Parameter(description = "A time in the bar.")
                    @RequestParam(name = "at", required = false)
                    @Nullable Instant at,
            @Parameter(description = "Number of a closed trade, from 0: the bar of its entry.")
                    @RequestParam(name = "trade", required = false)
                    @Nullable Integer trade,
            @Parameter(description = "Most bars before and after, up to 200.")
                    @RequestParam(name = "around", defaultValue = "0")
                    int around) {
        BacktestSpec spec = read(body);
        InspectionQuery query = InspectionQuery.of(at, trade, around);
        return computation.run(() -> runner.load(spec).inspect(query));
    }

    private static BacktestSpec read(byte[] body) {
        return ApiProblem.orThrow(BacktestDocument.read(RequestDocument.parse(body)));
    }

    /** What a backtest would run over. */
    @Schema(name = "CheckedBacktest", description = "What a backtest would run over.")
    record Checked(
            Instant from,
            @Schema(description = "The end of the range, or of what is stored.") Instant to,
            @Schema(description = "Bars if none is absent.", example = "8760") long bars) {}
}
