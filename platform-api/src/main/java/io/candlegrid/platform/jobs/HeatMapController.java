package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A metric over two axes of a search. */
@RestController
@Tag(name = "Results")
class HeatMapController {

    private static final long MAX_CELLS = 1_000_000;

    private final OptimizationJobs jobs;
    private final JobAccess access;

    HeatMapController(OptimizationJobs jobs, JobAccess access) {
        this.jobs = jobs;
        this.access = access;
    }

    @GetMapping("/api/v1/jobs/{id}/heatmap")
    @Operation(
            operationId = "heatmap",
            summary = "The best value of a metric over two axes",
            description =
                    "All other axes are taken together. A cell is [position on x, position on y,"
                            + " value]; cells without a defined value are left out.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(ref = "#/components/schemas/Heatmap")))
    HeatMap heatMap(
            @PathVariable("id") UUID id,
            @Parameter(example = "fast.window") @RequestParam("x") String x,
            @Parameter(example = "slow.window") @RequestParam("y") String y,
            @Parameter(description = "Default: the objective.", example = "sharpe")
                    @RequestParam(name = "metric", required = false)
                    @Nullable String metric) {
        Job job = access.require(id);
        OptimizationSpec spec = jobs.spec(job);
        ParameterSpace space = spec.space();
        int xAxis = axis(space, "x", x);
        int yAxis = axis(space, "y", y);
        if (xAxis == yAxis) {
            throw ApiProblem.invalid(
                    "y", y, "duplicate_value", "x and y must be two different axes");
        }
        requireDrawable(space.axes().get(xAxis), space.axes().get(yAxis));
        Metric shown = metric == null ? spec.objective() : metric(metric);
        List<double[]> cells =
                jobs.heatMap(job, xAxis, yAxis, shown).stream()
                        .map(HeatMapController::cell)
                        .toList();
        return new HeatMap(
                HeatMapAxis.of(space.axes().get(xAxis)),
                HeatMapAxis.of(space.axes().get(yAxis)),
                shown.label(),
                cells,
                "best");
    }

    private static double[] cell(TrialStore.HeatCell cell) {
        return new double[] {cell.x(), cell.y(), cell.value()};
    }

    private static void requireDrawable(Axis x, Axis y) {
        if (x.count() > MAX_CELLS || y.count() > MAX_CELLS || x.count() * y.count() > MAX_CELLS) {
            throw ApiProblem.invalid(
                    "x",
                    x.name(),
                    "too_large",
                    "%s × %s has more than %,d cells".formatted(x.name(), y.name(), MAX_CELLS));
        }
    }

    private static int axis(ParameterSpace space, String parameter, String name) {
        List<String> names = space.axes().stream().map(Axis::name).toList();
        int position = names.indexOf(name);
        if (position < 0) {
            throw ApiProblem.invalid(
                    parameter,
                    name,
                    "unknown_reference",
                    "there is no axis " + name + "; the axes are " + names);
        }
        return position;
    }

    private static Metric metric(String label) {
        return Metric.byLabel(label)
                .orElseThrow(() ->
                        ApiProblem.invalid(
                                "metric", label, "unknown_value", "there is no metric " + label));
    }

    /** The answer. */
    record HeatMap(
            HeatMapAxis x, HeatMapAxis y, String metric, List<double[]> cells, String aggregate) {}

    /** An axis with its values by position. */
    record HeatMapAxis(String name, List<JsonNode> values) {
        static HeatMapAxis of(Axis axis) {
            return new HeatMapAxis(
                    axis.name(),
                    LongStream.range(0, axis.count())
                            .mapToObj(axis::value)
                            .map(Combinations::json)
                            .toList());
        }
    }
}
