package io.candlegrid.platform.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.optimization.Estimate;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Submits grid searches. */
@RestController
@Tag(name = "Jobs")
class SubmissionController {

    private static final String EXAMPLE =
            """
            {"schema": "optimization/v1",
             "strategy": {
               "schema": "strategy/v1",
               "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"},
               "timeframe": "1m",
               "indicators": {"fast": {"type": "sma", "window": 20}, "slow": {"type": "sma", "window": 100}},
               "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}
             },
             "range": {"from": "2025-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
             "space": {"fast.window": {"from": 5, "to": 104, "step": 1},
                       "slow.window": {"from": 110, "to": 1109, "step": 1}},
             "constraints": ["fast.window < slow.window"],
             "objective": "sharpe"}
            """;

    private final OptimizationJobs jobs;
    private final JobAccess access;

    SubmissionController(OptimizationJobs jobs, JobAccess access) {
        this.jobs = jobs;
        this.access = access;
    }

    @PostMapping(path = "/api/v1/jobs/optimizations", consumes = "application/json")
    @Operation(
            operationId = "submitOptimization",
            summary = "Submit a grid search, or find the same one submitted before",
            description =
                    "Takes a document optimization/v1. The same document over the same candles is"
                            + " the same job, in whatever state it is; a restart is explicit.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "#/components/schemas/Document"),
                                            examples = @ExampleObject(EXAMPLE))))
    Submission submit(
            @RequestBody byte[] body,
            @Parameter(description = "Only check and estimate; nothing is kept.")
                    @RequestParam(name = "dry_run", defaultValue = "false")
                    boolean dryRun) {
        JsonNode document = RequestDocument.parse(body);
        if (dryRun) {
            return Submission.of(ApiProblem.orThrow(jobs.estimate(document)));
        }
        return Submission.of(ApiProblem.orThrow(jobs.submit(access.owner(), document)));
    }

    /** The answer; a dry run has neither job nor state. */
    @Schema(description = "What was submitted and what it is expected to take.")
    record Submission(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable UUID job,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable JobState state,
            @Schema(description = "Indices of the grid.", example = "100000") long combinations,
            @Schema(description = "Bars each is tested on.", example = "525600") long bars,
            JobDetail.Estimate estimate) {

        static Submission of(Job job) {
            return new Submission(
                    job.id().value(),
                    job.state(),
                    job.combinations(),
                    job.bars(),
                    new JobDetail.Estimate(job.estimatedSeconds(), job.estimatedBytes()));
        }

        static Submission of(Estimate estimate) {
            return new Submission(
                    null,
                    null,
                    estimate.combinations(),
                    estimate.bars(),
                    new JobDetail.Estimate(estimate.seconds(), estimate.bytes()));
        }
    }
}
