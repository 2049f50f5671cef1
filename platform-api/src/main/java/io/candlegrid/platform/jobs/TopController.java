package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.optimization.Axis;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The best combinations of a job. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
@Tag(name = "Results")
class TopController {

    private final JobAccess access;

    TopController(JobAccess access) {
        this.access = access;
    }

    @GetMapping("/top")
    @Operation(
            operationId = "top",
            summary = "The best combinations, verified with the reference engine",
            description = "Empty before the job is completed.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/OptimizationResult")))
    OptimizationResult top(
            @PathVariable("id") UUID id,
            @Parameter(description = "rank, index, a metric or an axis.", example = "sharpe")
                    @RequestParam(name = "sort", required = false)
                    @Nullable String sort,
            @Parameter(
                            description = "Default: the best first.",
                            schema = @Schema(allowableValues = {"asc", "desc"}))
                    @RequestParam(name = "order", required = false)
                    @Nullable String order,
            @Parameter(description = "Most rows, 1 to 500.")
                    @RequestParam(name = "limit", defaultValue = "500")
                    int limit,
            @Parameter(description = "Rows to skip.")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "Only the best of the rows with the same trades.")
                    @RequestParam(name = "collapse", defaultValue = "false")
                    boolean collapse) {
        OptimizationJobs.Result result = access.result(id);
        TopQuery query = TopQuery.check(sort, order, limit, offset, collapse, axes(result));
        return OptimizationResult.of(
                result, query.apply(TopRow.of(result.spec().space(), result.top())));
    }

    @GetMapping(path = "/top.csv", produces = "text/csv")
    @Operation(operationId = "topCsv", summary = "The best combinations as CSV, by rank")
    ResponseEntity<String> csv(@PathVariable("id") UUID id) {
        OptimizationJobs.Result result = access.result(id);
        List<String> columns = new ArrayList<>(List.of("rank", "index"));
        columns.addAll(axes(result));
        Arrays.stream(Metric.values()).map(Metric::label).forEach(columns::add);
        StringBuilder text = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (TopRow row : TopRow.of(result.spec().space(), result.top())) {
            text.append(String.join(",", columns.stream().map(c -> cell(row.value(c))).toList()))
                    .append("\r\n");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + result.job().name() + "-top.csv\"")
                .body(text.toString());
    }

    private static List<String> axes(OptimizationJobs.Result result) {
        return result.spec().space().axes().stream().map(Axis::name).toList();
    }

    private static String cell(@Nullable JsonNode value) {
        return value == null ? "" : value.asString();
    }
}
