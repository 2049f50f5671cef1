package io.candlegrid.platform.schedule;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The schedules of the cluster. Every process that has them can show and steer them; those with the
 * role {@code scheduler} also fire them. A schedule that was due while nobody fired is made up for
 * by one run. Methods throw {@link IllegalStateException} when PostgreSQL does not answer.
 */
public final class Schedules implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final String GROUP = "candlegrid";

    private final Scheduler scheduler;
    private final TransactionOperations transactions;
    private final Map<String, ScheduledTask> tasks = new LinkedHashMap<>();
    private final TaskRunner runner;
    private final boolean fires;
    private volatile boolean running;

    Schedules(
            Scheduler scheduler,
            TransactionOperations transactions,
            List<ScheduledTask> tasks,
            TaskRunner runner,
            boolean fires) {
        this.scheduler = scheduler;
        this.transactions = transactions;
        tasks.forEach(task -> this.tasks.put(task.name(), task));
        this.runner = runner;
        this.fires = fires;
    }

    /** How a schedule stands. */
    public enum State {
        ACTIVE,
        RUNNING,
        PAUSED,
        /** Quartz could not fire it. */
        BROKEN
    }

    /**
     * A schedule now.
     *
     * @param next when it is due next; null when it never is
     */
    public record Status(ScheduledTask task, State state, @Nullable Instant next) {}

    private interface Call<T> {
        T run() throws SchedulerException;
    }

    /** Changes something, whole or not at all: Quartz' locks last as long as the transaction. */
    private <T> T change(Call<T> call) {
        return Objects.requireNonNull(transactions.execute(status -> ask(call)));
    }

    private static <T> T ask(Call<T> call) {
        try {
            return call.run();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz: " + e.getMessage(), e);
        }
    }

    /** All of them, in order. */
    public List<Status> all() {
        return tasks.values().stream().map(this::status).toList();
    }

    /** The one of a name. */
    public Optional<Status> find(String name) {
        return Optional.ofNullable(tasks.get(name)).map(this::status);
    }

    private Status status(ScheduledTask task) {
        return ask(() -> {
            Trigger trigger = scheduler.getTrigger(triggerKey(task.name()));
            Date next = trigger == null ? null : trigger.getNextFireTime();
            TriggerState state = scheduler.getTriggerState(triggerKey(task.name()));
            return new Status(task, state(state), next == null ? null : next.toInstant());
        });
    }

    private static State state(TriggerState state) {
        return switch (state) {
            case BLOCKED -> State.RUNNING;
            case PAUSED -> State.PAUSED;
            case ERROR, NONE, COMPLETE -> State.BROKEN;
            case NORMAL -> State.ACTIVE;
        };
    }

    /** Has a task run as soon as a scheduler takes it, also a paused one. */
    public void runNow(String name) {
        change(() -> {
            scheduler.triggerJob(jobKey(name));
            return name;
        });
    }

    public void pause(String name) {
        change(() -> {
            scheduler.pauseTrigger(triggerKey(name));
            return name;
        });
    }

    /** What was due meanwhile is made up for by one run. */
    public void resume(String name) {
        change(() -> {
            scheduler.resumeTrigger(triggerKey(name));
            return name;
        });
    }

    @Override
    public void start() {
        running = true;
        change(() -> {
            for (ScheduledTask task : tasks.values()) {
                register(task);
                if (fires && task.atStart()) {
                    scheduler.triggerJob(jobKey(task.name()));
                }
            }
            return scheduler;
        });
        if (fires) {
            ask(() -> {
                scheduler.start();
                return scheduler;
            });
        }
    }

    @Override
    public void stop() {
        running = false;
        if (fires) {
            try {
                scheduler.standby();
            } catch (SchedulerException e) {
                LOG.warn("the schedules could not be halted: {}", e.getMessage());
            }
            runner.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void register(ScheduledTask task) throws SchedulerException {
        JobDetail job =
                JobBuilder.newJob(TaskRunner.QuartzJob.class)
                        .withIdentity(jobKey(task.name()))
                        .storeDurably()
                        .build();
        scheduler.addJob(job, true);
        Trigger stored = scheduler.getTrigger(triggerKey(task.name()));
        if (stored instanceof CronTrigger cron && cron.getCronExpression().equals(task.cron())) {
            return;
        }
        CronTrigger trigger =
                TriggerBuilder.newTrigger()
                        .withIdentity(triggerKey(task.name()))
                        .forJob(job)
                        .withSchedule(
                                CronScheduleBuilder.cronSchedule(task.cron())
                                        .inTimeZone(TimeZone.getTimeZone("UTC"))
                                        .withMisfireHandlingInstructionFireAndProceed())
                        .build();
        if (stored == null) {
            schedule(trigger);
        } else {
            boolean paused = scheduler.getTriggerState(stored.getKey()) == TriggerState.PAUSED;
            scheduler.rescheduleJob(stored.getKey(), trigger);
            if (paused) {
                scheduler.pauseTrigger(trigger.getKey());
            }
        }
    }

    private void schedule(CronTrigger trigger) throws SchedulerException {
        try {
            scheduler.scheduleJob(trigger);
        } catch (ObjectAlreadyExistsException e) {
            LOG.debug("{} was registered by another process meanwhile", trigger.getKey());
        }
    }

    private static JobKey jobKey(String name) {
        return JobKey.jobKey(name, GROUP);
    }

    private static TriggerKey triggerKey(String name) {
        return TriggerKey.triggerKey(name, GROUP);
    }
}
