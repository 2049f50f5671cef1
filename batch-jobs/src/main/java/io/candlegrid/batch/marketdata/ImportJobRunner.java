package io.candlegrid.batch.marketdata;

import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.StoreException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;

/** Starts executions of the job {@code import} and waits for their end. Thread-safe. */
final class ImportJobRunner implements JobExecutionListener {

    static final String JOB = "import";

    private final JobOperator operator;
    private final JobRepository repository;
    private final ImportStep step;
    private final Job job;
    private final Map<Long, CompletableFuture<JobExecution>> ends = new ConcurrentHashMap<>();

    ImportJobRunner(JobOperator operator, JobRepository repository, ImportStep step) {
        this.operator = operator;
        this.repository = repository;
        this.step = step;
        this.job = new JobBuilder(JOB, repository).start(step).listener(this).build();
    }

    /** Runs an import, or what is left of it, to its end. */
    void execute(UUID importId, Consumer<ImportProgress> progress) {
        step.listen(importId, progress);
        try {
            check(importId, await(operator.start(job, parameters(importId))));
        } catch (JobExecutionException | ExecutionException e) {
            throw new StoreException("import " + importId + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for import " + importId, e);
        } finally {
            step.stopListening(importId);
        }
    }

    /** The launcher may work on this thread or on another one. */
    private JobExecution await(JobExecution started)
            throws ExecutionException, InterruptedException {
        try {
            return started.isRunning() ? end(started.getId()).get() : started;
        } finally {
            ends.remove(started.getId());
        }
    }

    private static void check(UUID importId, JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return;
        }
        List<Throwable> failures = execution.getAllFailureExceptions();
        Throwable cause = failures.isEmpty() ? null : rootStoreFailure(failures.getFirst());
        String why = cause == null ? execution.getStatus().name() : cause.getMessage();
        throw cause == null
                ? new StoreException("import " + importId + " ended early: " + why)
                : new StoreException("import " + importId + " ended early: " + why, cause);
    }

    /** Spring Batch wraps failures; the one that people understand is ours or the innermost. */
    private static Throwable rootStoreFailure(Throwable failure) {
        Throwable at = failure;
        while (!(at instanceof StoreException)) {
            Throwable cause = at.getCause();
            if (cause == null) {
                return at;
            }
            at = cause;
        }
        return at;
    }

    /** Marks an execution that died with its process as failed, so that it can go on. */
    void recover(UUID importId) {
        JobExecution last = repository.getLastJobExecution(JOB, parameters(importId));
        if (last != null && (last.isRunning() || last.getStatus() == BatchStatus.UNKNOWN)) {
            operator.recover(last);
        }
    }

    private CompletableFuture<JobExecution> end(long executionId) {
        return ends.computeIfAbsent(executionId, id -> new CompletableFuture<>());
    }

    @Override
    public void afterJob(JobExecution execution) {
        end(execution.getId()).complete(execution);
    }

    private static JobParameters parameters(UUID importId) {
        return new JobParametersBuilder()
                .addString(ImportStep.IMPORT_ID, importId.toString())
                .toJobParameters();
    }
}
