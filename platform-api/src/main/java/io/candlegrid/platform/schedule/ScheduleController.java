package io.candlegrid.platform.schedule;

import io.candlegrid.db.schedule.ScheduleRuns;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows and steers what is due by the clock. */
@RestController
@RequestMapping("/api/v1/schedules")
@Tag(name = "Schedules")
class ScheduleController {

    private static final int MAX_LIMIT = 500;

    private final Schedules schedules;
    private final ScheduleRuns runs;

    ScheduleController(Schedules schedules, ScheduleRuns runs) {
        this.schedules = schedules;
        this.runs = runs;
    }

    @GetMapping
    @Operation(operationId = "schedules", summary = "What is due by the clock, with its last run")
    List<ScheduleView> all() {
        return schedules.all().stream().map(this::view).toList();
    }

    @PostMapping("/{name}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "runSchedule",
            summary = "Run it now, also when it is paused",
            description =
                    "A scheduler of the cluster takes it within a few seconds. 409 while it runs.")
    ScheduleView run(@PathVariable("name") String name) {
        refuse(name, Schedules.State.RUNNING, "it runs already; see its runs");
        schedules.runNow(name);
        return view(require(name));
    }

    @PostMapping("/{name}/pause")
    @Operation(
            operationId = "pauseSchedule",
            summary = "Let it not be due any more",
            description = "A run that is under way goes on. 409 when it is paused already.")
    ScheduleView pause(@PathVariable("name") String name) {
        refuse(name, Schedules.State.PAUSED, "it is paused already");
        schedules.pause(name);
        return view(require(name));
    }

    @PostMapping("/{name}/resume")
    @Operation(
            operationId = "resumeSchedule",
            summary = "Let it be due again",
            description = "What was due meanwhile is made up for by one run. 409 when not paused.")
    ScheduleView resume(@PathVariable("name") String name) {
        Schedules.Status status = require(name);
        if (status.state() != Schedules.State.PAUSED) {
            throw conflict(status, "only a paused schedule can be resumed");
        }
        schedules.resume(name);
        return view(require(name));
    }

    @GetMapping("/{name}/runs")
    @Operation(operationId = "scheduleRuns", summary = "Its runs, the latest first")
    Runs history(
            @PathVariable("name") String name,
            @Parameter(description = "Most rows, 1 to 500.")
                    @RequestParam(name = "limit", defaultValue = "50")
                    int limit,
            @Parameter(description = "Rows to skip.")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset) {
        Paging.check(limit, MAX_LIMIT, offset);
        require(name);
        return new Runs(
                runs.count(name),
                runs.history(name, limit, offset).stream().map(ScheduleView.RunView::of).toList());
    }

    /** The answer. */
    @Schema(name = "ScheduleRuns")
    record Runs(
            @Schema(description = "How many are kept.") long total,
            List<ScheduleView.RunView> runs) {}

    private ScheduleView view(Schedules.Status status) {
        return ScheduleView.of(status, runs.last(status.task().name()));
    }

    private void refuse(String name, Schedules.State state, String message) {
        Schedules.Status status = require(name);
        if (status.state() == state) {
            throw conflict(status, message);
        }
    }

    private static ApiProblem conflict(Schedules.Status status, String message) {
        return ApiProblem.conflict("state", status.state().name(), message);
    }

    private Schedules.Status require(String name) {
        return schedules
                .find(name)
                .orElseThrow(() ->
                        ApiProblem.notFound(
                                "name",
                                name,
                                "there is no schedule "
                                        + name
                                        + "; there are "
                                        + schedules.all().stream()
                                                .map(status -> status.task().name())
                                                .collect(Collectors.joining(", "))));
    }
}
