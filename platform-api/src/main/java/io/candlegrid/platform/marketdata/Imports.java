package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.ImportReport;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.platform.web.ApiProblem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The imports of this process: started by requests, followed by others. Their states are kept in
 * memory for as long as somebody may ask; an import that is interrupted is resumed at the next
 * start. Thread-safe.
 */
final class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int AT_A_TIME = 4;
    private static final int REMEMBERED = 500;

    private final ImportService service;
    private final ImportLock lock;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Map<UUID, Run> runs =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<UUID, Run> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    Imports(ImportService service, ImportLock lock) {
        this.service = service;
        this.lock = lock;
    }

    /**
     * Starts to import files and returns when they have been checked.
     *
     * @param cleanup called once the files are no longer needed
     * @throws ApiProblem 422 when a file is wrong (nothing is imported), 429 when too many run
     */
    UUID start(List<ImportFile> files, Runnable cleanup) {
        return start(progress -> service.run(files, progress), cleanup);
    }

    /** Starts to import made-up candles. */
    UUID start(SyntheticMarket market) {
        return start(progress -> new Validated.Valid<>(service.run(market, progress)), () -> {});
    }

    /** What is known of an import; empty when it is not known here. */
    Optional<Run> find(UUID id) {
        return Optional.ofNullable(runs.get(id));
    }

    private UUID start(Work work, Runnable cleanup) {
        if (!places.tryAcquire()) {
            cleanup.run();
            throw ApiProblem.busy(
                    AT_A_TIME + " imports run already; try again when one of them has ended");
        }
        UUID id = UUID.randomUUID();
        Run run = new Run();
        runs.put(id, run);
        Thread.ofPlatform()
                .daemon()
                .name("import-" + id)
                .start(() -> {
                    try {
                        execute(id, run, work, cleanup);
                    } finally {
                        places.release();
                    }
                });
        run.awaitChecked();
        return id;
    }

    private void execute(UUID id, Run run, Work work, Runnable cleanup) {
        try (ImportLock.Held _ = lock.importing()) {
            switch (work.run(run::progress)) {
                case Validated.Valid<ImportReport>(ImportReport report) -> run.complete(report);
                case Validated.Invalid<ImportReport>(List<ValidationError> errors) -> {
                    runs.remove(id);
                    run.refuse(errors);
                }
            }
            cleanup.run();
        } catch (RuntimeException e) {
            LOG.error("import {} was interrupted; it goes on at the next start", id, e);
            run.fail(e);
        }
    }

    private interface Work {
        Validated<ImportReport> run(Consumer<ImportProgress> progress);
    }

    /** One import and what is known of it. */
    static final class Run {
        private final CompletableFuture<Boolean> checked = new CompletableFuture<>();
        private volatile JobState state = JobState.RUNNING;
        private volatile @Nullable ImportProgress progress;
        private volatile @Nullable ImportReport report;
        private volatile @Nullable String failure;

        JobState state() {
            return state;
        }

        @Nullable ImportProgress progress() {
            return progress;
        }

        @Nullable ImportReport report() {
            return report;
        }

        @Nullable String failure() {
            return failure;
        }

        private void progress(ImportProgress now) {
            progress = now;
            checked.complete(true);
        }

        private void complete(ImportReport done) {
            report = done;
            state = JobState.COMPLETED;
            checked.complete(true);
        }

        private void refuse(List<ValidationError> errors) {
            state = JobState.FAILED;
            checked.completeExceptionally(ApiProblem.invalid(errors));
        }

        private void fail(RuntimeException problem) {
            failure = String.valueOf(problem.getMessage());
            state = JobState.FAILED;
            checked.complete(true);
        }

        private void awaitChecked() {
            try {
                checked.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
