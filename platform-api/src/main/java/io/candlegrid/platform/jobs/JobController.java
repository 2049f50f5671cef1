package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists, shows, stops and restarts jobs. */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs")
class JobController {

    private static final int MAX_LIMIT = 500;

    private final OptimizationJobs jobs;
    private final JobAccess access;

    JobController(OptimizationJobs jobs, JobAccess access) {
        this.jobs = jobs;
        this.access = access;
    }

    @GetMapping
    @Operation(operationId = "jobs", summary = "The jobs, newest first")
    JobList list(
            @Parameter(description = "Only in this state.", example = "RUNNING")
                    @RequestParam(name = "state", required = false)
                    @Nullable String state,
            @Parameter(description = "Most rows, 1 to 500.")
                    @RequestParam(name = "limit", defaultValue = "100")
                    int limit,
            @Parameter(description = "Rows to skip.")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset) {
        Paging.check(limit, MAX_LIMIT, offset);
        JobState only = state == null ? null : state(state);
        return new JobList(
                jobs.list(access.owner(), only, limit, offset).stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "job", summary = "One job with its document, lineage and counts")
    JobDetail job(@PathVariable("id") UUID id) {
        OptimizationJobs.Progress progress = access.progress(id);
        return JobDetail.of(progress.job(), progress.counts());
    }

    @PostMapping("/{id}/stop")
    @Operation(
            operationId = "stop",
            summary = "Stop a job after the batches in work",
            description = "What is done is kept; a restart goes on from there.")
    JobView stop(@PathVariable("id") UUID id) {
        Job job = access.require(id);
        if (!jobs.stop(access.owner(), job.id())) {
            throw wrongState(access.require(id), "only a queued or running job can be stopped");
        }
        return view(access.require(id));
    }

    @PostMapping("/{id}/restart")
    @Operation(
            operationId = "restart",
            summary = "Go on with a stopped or failed job where it ended")
    JobView restart(@PathVariable("id") UUID id) {
        Job job = access.require(id);
        if (!jobs.restart(access.owner(), job.id())) {
            throw wrongState(access.require(id), "only a stopped or failed job can be restarted");
        }
        return view(access.require(id));
    }

    private JobView view(Job job) {
        return JobView.of(job, jobs.done(job.id()));
    }

    private static ApiProblem wrongState(Job job, String rule) {
        return ApiProblem.conflict(
                "state", job.state().name(), rule + "; this one is " + job.state());
    }

    private static JobState state(String text) {
        return Arrays.stream(JobState.values())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.invalid(
                                "state",
                                text,
                                "unknown_value",
                                "state must be one of " + Arrays.toString(JobState.values())));
    }

    /** The answer. */
    record JobList(List<JobView> jobs) {}
}
