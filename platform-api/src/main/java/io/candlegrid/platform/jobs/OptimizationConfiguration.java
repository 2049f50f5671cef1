package io.candlegrid.platform.jobs;

import io.candlegrid.batch.optimization.JobSystem;
import io.candlegrid.batch.optimization.OptimizationJobs;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.platform.backtest.BacktestInputs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Jobs over REST. */
@Configuration(proxyBeanMethods = false)
@Import({
    SubmissionController.class,
    JobController.class,
    ProgressController.class,
    TopController.class,
    HeatMapController.class,
    TrialController.class,
    ComparisonController.class
})
public class OptimizationConfiguration {

    @Bean
    OptimizationJobs optimizationJobs(JobSystem system) {
        return system.optimizations();
    }

    @Bean
    JobAccess jobAccess(OptimizationJobs jobs) {
        return new JobAccess(jobs);
    }

    @Bean
    TrialBacktests trialBacktests(
            OptimizationJobs jobs,
            JobAccess access,
            SnapshotStore snapshots,
            BacktestInputs inputs) {
        return new TrialBacktests(jobs, access, snapshots, inputs);
    }
}
