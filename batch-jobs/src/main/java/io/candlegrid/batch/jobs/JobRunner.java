package io.candlegrid.batch.jobs;

import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobFailedException;
import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.jobs.JobStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/**
 * Takes queued jobs, and those of processes that died, and runs each under a lease to its end. A
 * failure of the surroundings (a database that was away) is tried again from where the job was; a
 * {@link JobFailure} ends it. {@code jobOperator} must be synchronous.
 */
public final class JobRunner implements AutoCloseable {

    /** The identifying parameter of every job execution: the job's id. */
    public static final String JOB_PARAMETER = "job";

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private static final int CONCURRENT_JOBS = 2;
    private static final int MAX_ATTEMPTS = 8;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SHUTDOWN = Duration.ofSeconds(25);

    private final JobStore jobs;
    private final PartitionClaims claims;
    private final JobOperator operator;
    private final org.springframework.batch.core.job.Job batchJob;
    private final HeldJobs held;
    private final Heartbeats heartbeats;
    private final String process;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore slots = new Semaphore(CONCURRENT_JOBS);
    private final ExecutorService pool =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("job-", 0).factory());
    private final Map<JobId, JobId> running = new ConcurrentHashMap<>();

    /**
     * @param process identity of this process, unlike that of any other
     */
    public JobRunner(
            JobStore jobs,
            PartitionClaims claims,
            JobOperator operator,
            org.springframework.batch.core.job.Job batchJob,
            HeldJobs held,
            Heartbeats heartbeats,
            String process) {
        this.jobs = jobs;
        this.claims = claims;
        this.operator = operator;
        this.batchJob = batchJob;
        this.held = held;
        this.heartbeats = heartbeats;
        this.process = process;
    }

    /** Starts taking jobs. */
    public void start() {
        pool.execute(this::takeJobs);
    }

    private void takeJobs() {
        try {
            while (!closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!slots.tryAcquire()) {
                    continue;
                }
                Optional<Job> taken = take();
                if (taken.isEmpty()) {
                    slots.release();
                    continue;
                }
                JobId job = taken.get().id();
                pool.execute(() -> runAndRelease(job));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Job> take() {
        try {
            return jobs.take(process, Leases.LIFE);
        } catch (RuntimeException e) {
            log.warn("jobs can't be taken now: {}", e.toString());
            return Optional.empty();
        }
    }

    private void runAndRelease(JobId job) {
        held.add(job);
        running.put(job, job);
        try (Heartbeats.Beat _ = heartbeats.start("job " + job, () -> keep(job))) {
            run(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error(
                    "job {} could not be ended; its lease expires and it is taken up again",
                    job,
                    e);
        } finally {
            held.remove(job);
            running.remove(job);
            slots.release();
        }
    }

    private void keep(JobId job) {
        if (!jobs.renew(job, process, Leases.LIFE)) {
            held.remove(job);
        }
    }

    private void run(JobId job) throws InterruptedException {
        log.info("job {} starts", job);
        for (int attempt = 1; ; attempt++) {
            Throwable failure;
            try {
                held.require(job);
                claims.failStaleExecutions(job);
                JobExecution execution = operator.start(batchJob, parameters(job));
                if (execution.getStatus() == BatchStatus.COMPLETED) {
                    end(job, JobState.COMPLETED, null);
                    return;
                }
                if (execution.getStatus() == BatchStatus.STOPPED
                        && jobs.state(job) == JobState.STOPPING) {
                    end(job, JobState.STOPPED, null);
                    return;
                }
                failure = firstFailure(execution);
            } catch (Exception e) {
                failure = e;
            }
            JobFailedException known = Failures.find(failure, JobFailedException.class);
            if (known != null) {
                end(job, JobState.FAILED, known.failure());
                return;
            }
            if (Failures.find(failure, JobNotHeldException.class) != null
                    || closing.getCount() == 0) {
                log.info("job {} is left to go on elsewhere or after the next start", job);
                jobs.giveBack(job, process);
                return;
            }
            if (attempt == MAX_ATTEMPTS) {
                end(
                        job,
                        JobState.FAILED,
                        new JobFailure(JobFailure.Code.TOO_MANY_FAILURES, failure.toString()));
                return;
            }
            log.warn("job {}, attempt {} failed and is repeated", job, attempt, failure);
            if (closing.await(Math.min(30, 1L << attempt), TimeUnit.SECONDS)) {
                return;
            }
        }
    }

    private static JobParameters parameters(JobId job) {
        return new JobParametersBuilder()
                .addString(JOB_PARAMETER, job.toString(), true)
                .toJobParameters();
    }

    private static Throwable firstFailure(JobExecution execution) {
        return execution.getAllFailureExceptions().stream()
                .filter(f ->
                        Failures.find(f, JobFailedException.class) != null
                                || Failures.find(f, JobNotHeldException.class) != null)
                .findFirst()
                .or(() -> execution.getAllFailureExceptions().stream().findFirst())
                .orElseGet(() -> new IllegalStateException("status=" + execution.getStatus()));
    }

    private void end(JobId job, JobState state, @Nullable JobFailure failure) {
        boolean ended = jobs.finish(job, process, state, failure);
        log.info(
                "job {} {}{}{}",
                job,
                ended ? "ended " : "was taken by another process before it ended ",
                state,
                failure == null ? "" : ": " + failure);
    }

    /** Leaves running jobs where they are, free for the next process to take. */
    @Override
    public void close() {
        closing.countDown();
        running.keySet().forEach(held::remove);
        pool.shutdown();
        try {
            if (!pool.awaitTermination(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("jobs did not end in {}: {}", SHUTDOWN, running.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
