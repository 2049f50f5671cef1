package io.candlegrid.batch.jobs;

import io.candlegrid.domain.jobs.JobId;

/** This process no longer manages a job: another one does, or will. */
final class JobNotHeldException extends RuntimeException {

    JobNotHeldException(JobId job) {
        super("job=" + job + " is not held by this process");
    }
}
