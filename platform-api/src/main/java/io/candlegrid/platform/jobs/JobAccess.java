package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.platform.web.ApiProblem;
import java.util.UUID;

/** Finds the caller's jobs: without login everything belongs to the one local user. */
record JobAccess(OptimizationJobs jobs) {

    UserId owner() {
        return UserId.LOCAL;
    }

    /** The caller's job; throws 404 when there is none of the id. */
    Job require(UUID id) {
        return jobs.find(owner(), new JobId(id)).orElseThrow(() -> unknown(id));
    }

    OptimizationJobs.Progress progress(UUID id) {
        return jobs.progress(owner(), new JobId(id)).orElseThrow(() -> unknown(id));
    }

    OptimizationJobs.Result result(UUID id) {
        return jobs.result(owner(), new JobId(id)).orElseThrow(() -> unknown(id));
    }

    private static ApiProblem unknown(UUID id) {
        return ApiProblem.notFound("id", id.toString(), "there is no job " + id);
    }
}
