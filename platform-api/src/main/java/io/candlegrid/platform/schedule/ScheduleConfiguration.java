package io.candlegrid.platform.schedule;

import io.candlegrid.db.jobs.ProcessRegistry;
import io.candlegrid.db.schedule.ScheduleRuns;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Quartz on PostgreSQL, clustered, for processes that fire schedules or steer them. */
@Configuration(proxyBeanMethods = false)
@Import(ScheduleController.class)
public class ScheduleConfiguration {

    /** All processes of a cluster give their Quartz the same name. */
    private static final String NAME = "candlegrid";

    private static final int THREADS = 3;

    @Bean
    ScheduleRuns scheduleRuns(JdbcClient jdbc) {
        return new ScheduleRuns(jdbc);
    }

    @Bean
    ScheduleMeters scheduleMeters(
            List<ScheduledTask> tasks, ScheduleRuns runs, MeterRegistry metrics) {
        return new ScheduleMeters(tasks, runs, metrics);
    }

    @Bean
    TaskRunner taskRunner(List<ScheduledTask> tasks, ScheduleRuns runs, ScheduleMeters meters) {
        return new TaskRunner(tasks, runs, meters);
    }

    @Bean
    SchedulerFactoryBean quartz(
            DataSource postgres,
            PlatformTransactionManager transactions,
            TaskRunner runner,
            JdbcClient jdbc) {
        // Quartz keeps data sources by name for the whole JVM, which may run two platforms.
        String name = NAME + "-" + new ProcessRegistry(jdbc).clusterId();
        return quartz(name, postgres, transactions, runner, 60_000);
    }

    @Bean
    Schedules schedules(
            Scheduler quartz,
            PlatformTransactionManager transactions,
            List<ScheduledTask> tasks,
            TaskRunner runner,
            PlatformOptions options) {
        return new Schedules(
                quartz,
                new TransactionTemplate(transactions),
                tasks,
                runner,
                options.has(Role.SCHEDULER));
    }

    /**
     * A Quartz that begins to fire when it is told to.
     *
     * @param misfireMillis how late a firing may be that is not a missed one
     */
    static SchedulerFactoryBean quartz(
            String name,
            DataSource postgres,
            PlatformTransactionManager transactions,
            TaskRunner runner,
            long misfireMillis) {
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", name);
        properties.put("org.quartz.scheduler.instanceId", "AUTO");
        // How soon other processes see what one of them has triggered.
        properties.put("org.quartz.scheduler.idleWaitTime", "3000");
        properties.put("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        properties.put("org.quartz.threadPool.threadNamePrefix", "schedule");
        properties.put(
                "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.clusterCheckinInterval", "5000");
        properties.put("org.quartz.jobStore.misfireThreshold", Long.toString(misfireMillis));
        properties.put("org.quartz.jobStore.useProperties", "true");
        SchedulerFactoryBean factory = new SchedulerFactoryBean();
        factory.setSchedulerName(name);
        factory.setQuartzProperties(properties);
        factory.setDataSource(postgres);
        factory.setTransactionManager(transactions);
        factory.setJobFactory((firing, scheduler) -> new TaskRunner.QuartzJob(runner));
        factory.setAutoStartup(false);
        // Tasks are interrupted first, so this doesn't take long.
        factory.setWaitForJobsToCompleteOnShutdown(true);
        return factory;
    }
}
