package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.ImportService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What a scheduler does for stored candles: resumes interrupted imports at its start, and inserts
 * what canonical lacks of raw at its start and every hour.
 */
final class DataCare implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DataCare.class);
    private static final long PERIOD_MINUTES = 60;

    private final ImportService imports;
    private final ImportLock lock;
    private final CandleStore candles;
    private final Counter repaired;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("data-care").factory());
    private volatile boolean running;

    DataCare(ImportService imports, ImportLock lock, CandleStore candles, MeterRegistry metrics) {
        this.imports = imports;
        this.lock = lock;
        this.candles = candles;
        this.repaired =
                Counter.builder("candlegrid.canonical.repaired")
                        .description("Raw candles that canonical lacked and now has")
                        .register(metrics);
    }

    @Override
    public void start() {
        running = true;
        timer.execute(() -> guarded("resuming imports", this::resume));
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> guarded("comparing canonical with raw", this::repair),
                        0,
                        PERIOD_MINUTES,
                        TimeUnit.MINUTES);
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

    private interface Task {
        void run() throws SQLException;
    }

    private void guarded(String what, Task task) {
        try {
            task.run();
        } catch (RuntimeException | SQLException e) {
            if (running) {
                LOG.warn("{} failed and is tried again later: {}", what, e.toString());
            } else {
                LOG.info("{} was cut short by the end of the process", what);
            }
        }
    }

    private void resume() throws SQLException {
        try (ImportLock.Held held = lock.resuming().orElse(null)) {
            if (held == null || !held.nobodyImports()) {
                return;
            }
            List<UUID> interrupted = imports.unfinished();
            for (UUID id : interrupted) {
                LOG.info("import {} goes on where it was interrupted", id);
                guarded("import " + id, () -> imports.resume(id, progress -> {}));
            }
        }
    }

    private void repair() {
        long count = candles.repairCanonical();
        if (count > 0) {
            repaired.increment((double) count);
            LOG.warn("canonical lacked {} candles that raw has; they were inserted", count);
        }
    }
}
