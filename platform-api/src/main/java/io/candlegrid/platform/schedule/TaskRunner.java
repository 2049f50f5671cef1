package io.candlegrid.platform.schedule;

import io.candlegrid.db.schedule.ScheduleRun.Outcome;
import io.candlegrid.db.schedule.ScheduleRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks when Quartz says so and writes down what became of it. Thread-safe. */
final class TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final Map<String, ScheduledTask> tasks;
    private final ScheduleRuns runs;
    private final ScheduleMeters meters;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    TaskRunner(List<ScheduledTask> tasks, ScheduleRuns runs, ScheduleMeters meters) {
        this.tasks =
                tasks.stream().collect(Collectors.toMap(ScheduledTask::name, Function.identity()));
        this.runs = runs;
        this.meters = meters;
    }

    /** What Quartz keeps and calls; one of each name at a time in the cluster. */
    @DisallowConcurrentExecution
    static final class QuartzJob implements Job {
        private final TaskRunner runner;

        QuartzJob(TaskRunner runner) {
            this.runner = runner;
        }

        @Override
        public void execute(JobExecutionContext firing) {
            runner.run(firing);
        }
    }

    private void run(JobExecutionContext firing) {
        String name = firing.getJobDetail().getKey().getName();
        ScheduledTask task = tasks.get(name);
        if (task == null) {
            LOG.warn("schedule {} is of another version and is not run here", name);
            return;
        }
        Instant fireTime = firing.getScheduledFireTime().toInstant();
        working.add(Thread.currentThread());
        try {
            if (!stopping && runs.begin(name, fireTime, instance(firing))) {
                run(task, fireTime);
            }
        } catch (RuntimeException e) {
            // The database of the history itself: nothing else can say it.
            LOG.error("schedule {} due {} could not be recorded", name, fireTime, e);
            meters.ended(name, Outcome.FAILED);
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private void run(ScheduledTask task, Instant fireTime) {
        Outcome outcome = Outcome.FAILED;
        String message;
        Map<String, Long> counts = Map.of();
        try {
            ScheduledTask.Report report = task.work().run();
            counts = new TreeMap<>(report.counts());
            message = report.message();
            if (report.problems().isEmpty()) {
                outcome = Outcome.SUCCEEDED;
            } else {
                message += "; " + String.join("; ", report.problems());
            }
        } catch (RuntimeException e) {
            message = stopping ? "cut short by the end of the process" : e.toString();
            LOG.debug("schedule {}", task.name(), e);
        }
        if (outcome == Outcome.FAILED && !stopping) {
            LOG.warn("schedule {} due {} failed: {}", task.name(), fireTime, message);
        }
        if (Thread.interrupted()) {
            LOG.debug("schedule {} was interrupted", task.name());
        }
        runs.end(task.name(), fireTime, outcome, message, counts);
        meters.ended(task.name(), outcome);
    }

    private static String instance(JobExecutionContext firing) {
        try {
            return firing.getScheduler().getSchedulerInstanceId();
        } catch (SchedulerException e) {
            return "unknown";
        }
    }

    /** Begins nothing more and interrupts what runs. */
    void stop() {
        stopping = true;
        working.forEach(Thread::interrupt);
    }
}
