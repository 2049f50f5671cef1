package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.ImportService;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What a scheduler does for stored candles at its start: resumes interrupted imports. */
final class DataCare implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DataCare.class);

    private final ImportService imports;
    private final ImportLock lock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("data-care").factory());
    private volatile boolean running;

    DataCare(ImportService imports, ImportLock lock) {
        this.imports = imports;
        this.lock = lock;
    }

    @Override
    public void start() {
        running = true;
        timer.execute(() -> guarded("resuming imports", this::resume));
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
}
