package io.candlegrid.platform.operations;

import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The sign of life of a process: the metric {@code candlegrid_heartbeat_timestamp_seconds} every
 * ten seconds and a line in the log every minute. The alert "worker down" watches the metric.
 */
final class WorkerHeartbeat implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerHeartbeat.class);
    private static final int PERIOD_SECONDS = 10;
    private static final int BEATS_PER_LOG_LINE = 6;

    private final String roles;
    private final Clock clock;
    private final AtomicLong lastMillis = new AtomicLong();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("heartbeat").unstarted(task));
    private volatile boolean running;
    private long beats;

    WorkerHeartbeat(PlatformOptions options, MeterRegistry metrics, Clock clock) {
        this.roles = Role.labels(options.roles());
        this.clock = clock;
        for (Role role : options.roles()) {
            Gauge.builder("candlegrid.heartbeat.timestamp", lastMillis, ms -> ms.get() / 1_000.0)
                    .baseUnit("seconds")
                    .description("When the process last showed that it lives")
                    .tag("role", role.label())
                    .register(metrics);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = timer.scheduleAtFixedRate(this::beat, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void beat() {
        lastMillis.set(clock.millis());
        if (beats++ % BEATS_PER_LOG_LINE == 0) {
            LOG.info("heartbeat roles={} beats={}", roles, beats);
        }
    }
}
