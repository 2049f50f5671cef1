package io.candlegrid.batch.jobs;

import io.candlegrid.domain.jobs.JobId;
import java.util.Optional;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;

/** Tells the steps of a job which job they belong to. */
public final class JobSteps {

    private JobSteps() {}

    /** The job of a step execution. */
    public static JobId jobOf(StepExecution execution) {
        String job = execution.getJobParameters().getString(JobRunner.JOB_PARAMETER);
        return Optional.ofNullable(job)
                .flatMap(JobId::parse)
                .orElseThrow(() -> new IllegalStateException("job=" + job));
    }

    /** The job of the step that runs on this thread; for partitioners, which are told nothing. */
    public static JobId current() {
        StepContext context = StepSynchronizationManager.getContext();
        if (context == null) {
            throw new IllegalStateException("no step runs on " + Thread.currentThread());
        }
        return jobOf(context.getStepExecution());
    }
}
