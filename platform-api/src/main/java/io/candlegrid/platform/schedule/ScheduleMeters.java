package io.candlegrid.platform.schedule;

import io.candlegrid.db.schedule.ScheduleRun.Outcome;
import io.candlegrid.db.schedule.ScheduleRuns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code candlegrid.schedule.runs}, what this process ran, and {@code
 * candlegrid.schedule.last_success}, what the cluster did.
 */
final class ScheduleMeters {

    private final MeterRegistry registry;
    private final Recent<Map<String, Instant>> lastSuccess;

    ScheduleMeters(List<ScheduledTask> tasks, ScheduleRuns runs, MeterRegistry registry) {
        this.registry = registry;
        this.lastSuccess = new Recent<>(Duration.ofSeconds(10), runs::lastSuccess);
        for (ScheduledTask task : tasks) {
            counter(task.name(), Outcome.SUCCEEDED);
            counter(task.name(), Outcome.FAILED);
            Gauge.builder("candlegrid.schedule.last_success", () -> lastSuccess(task.name()))
                    .description("When a schedule last succeeded, epoch seconds; NaN if never")
                    .tag("job", task.name())
                    .register(registry);
        }
    }

    private double lastSuccess(String job) {
        Instant last = lastSuccess.get().get(job);
        return last == null ? Double.NaN : last.toEpochMilli() / 1_000.0;
    }

    void ended(String job, Outcome outcome) {
        counter(job, outcome).increment();
    }

    private Counter counter(String job, Outcome outcome) {
        return Counter.builder("candlegrid.schedule.runs")
                .description("Runs of schedules")
                .tag("job", job)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
