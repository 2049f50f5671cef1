package io.candlegrid.domain.jobs;

/** Ends a job with a {@link JobFailure}; thrown by its steps, never retried. */
public final class JobFailedException extends RuntimeException {

    private final transient JobFailure failure;

    public JobFailedException(JobFailure.Code code, String message) {
        super(message);
        this.failure = new JobFailure(code, message);
    }

    public JobFailure failure() {
        return failure;
    }
}
