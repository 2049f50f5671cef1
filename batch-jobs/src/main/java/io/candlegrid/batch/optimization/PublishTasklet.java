package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.JobSteps;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.optimization.SearchStore;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The last look before a job counts as completed: every row of the top was verified. */
final class PublishTasklet implements Tasklet {

    private final SearchStore searches;

    PublishTasklet(SearchStore searches) {
        this.searches = searches;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        JobId job = JobSteps.jobOf(contribution.getStepExecution());
        for (SearchStore.FinalRow row : searches.finalTop(job)) {
            if (row.metrics() == null) {
                throw new IllegalStateException(
                        "job=" + job + " rank=" + row.rank() + " is unverified");
            }
        }
        return RepeatStatus.FINISHED;
    }
}
