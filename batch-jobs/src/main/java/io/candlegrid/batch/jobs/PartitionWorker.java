package io.candlegrid.batch.jobs;

import io.candlegrid.db.jobs.ClaimLostException;
import io.candlegrid.db.jobs.PartitionClaim;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.jobs.JobFailedException;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.grid.jobs.WorkHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Executes partitions on this member: claims one, loads its state after that, executes it under the
 * claim's fence and gives the claim back. Thread-safe.
 */
public final class PartitionWorker implements WorkHandler, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PartitionWorker.class);

    /** Failure points of a defect; an unreachable server counts one. See the manager's limit. */
    private static final int DEFECT = 7;

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(20);

    private final PartitionClaims claims;
    private final JobStore jobs;
    private final JobRepository repository;
    private final Heartbeats heartbeats;
    private final Map<String, PartitionedStep> steps;
    private final String member;
    private final Set<AtomicBoolean> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * @param member what claims show as their holder
     */
    public PartitionWorker(
            PartitionClaims claims,
            JobStore jobs,
            JobRepository repository,
            Heartbeats heartbeats,
            Collection<PartitionedStep> steps,
            String member) {
        this.claims = claims;
        this.jobs = jobs;
        this.repository = repository;
        this.heartbeats = heartbeats;
        this.steps =
                steps.stream()
                        .collect(Collectors.toMap(PartitionedStep::name, Function.identity()));
        this.member = member;
    }

    @Override
    public String name() {
        return PartitionMessage.HANDLER;
    }

    @Override
    public void handle(String text) {
        if (closing) {
            return;
        }
        PartitionMessage message = PartitionMessage.parse(text);
        Optional<PartitionClaim> claim =
                claims.claim(
                        message.job(),
                        message.stepName(),
                        message.stepExecutionId(),
                        member,
                        Leases.LIFE);
        claim.ifPresent(held -> execute(message, held));
    }

    private void execute(PartitionMessage message, PartitionClaim claim) {
        AtomicBoolean stop = new AtomicBoolean();
        running.add(stop);
        try (Heartbeats.Beat _ =
                heartbeats.start(claim.toString(), () -> keep(message, claim, stop))) {
            StepExecution execution = repository.getStepExecution(message.stepExecutionId());
            if (execution == null) {
                throw new IllegalStateException("no step execution for message=" + message);
            }
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                if (jobs.state(message.job()) == JobState.STOPPING) {
                    stop.set(true);
                }
                // What an earlier owner left would otherwise outweigh this one's success.
                execution.setExitStatus(ExitStatus.EXECUTING);
                step(message).forPartition(execution, claim, stop::get).execute(execution);
            }
            settle(claim, execution);
        } catch (Exception e) {
            release(claim, e);
        } finally {
            running.remove(stop);
        }
    }

    private void keep(PartitionMessage message, PartitionClaim claim, AtomicBoolean stop) {
        if (!claims.renew(claim, Leases.LIFE) || jobs.state(message.job()) == JobState.STOPPING) {
            stop.set(true);
        }
    }

    private PartitionedStep step(PartitionMessage message) {
        PartitionedStep step = steps.get(message.managerStep());
        if (step == null) {
            throw new IllegalStateException("no step for message=" + message);
        }
        return step;
    }

    private void settle(PartitionClaim claim, StepExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED
                || execution.getStatus() == BatchStatus.STOPPED) {
            claims.release(claim);
        } else {
            Throwable cause =
                    execution.getFailureExceptions().stream()
                            .findFirst()
                            .orElseGet(() ->
                                    new IllegalStateException("status=" + execution.getStatus()));
            release(claim, cause);
        }
    }

    private void release(PartitionClaim claim, Throwable failure) {
        JobFailedException fatal = Failures.find(failure, JobFailedException.class);
        try {
            if (fatal != null) {
                claims.releaseFatal(claim, fatal.failure());
            } else if (Failures.find(failure, ClaimLostException.class) == null) {
                log.warn("{} failed and will be tried again", claim, failure);
                claims.releaseFailed(
                        claim, failure.toString(), isEnvironment(failure) ? 1 : DEFECT);
            }
        } catch (DataAccessException e) {
            log.warn("{} could not be given back, it expires by itself: {}", claim, e.toString());
        }
    }

    private static boolean isEnvironment(Throwable failure) {
        return Failures.find(failure, DataAccessException.class) != null
                || Failures.find(failure, TransactionException.class) != null
                || Failures.find(failure, StoreException.class) != null;
    }

    /** Stops what is running after its current batch and waits until it is given back. */
    @Override
    public void close() {
        closing = true;
        running.forEach(stop -> stop.set(true));
        long deadline = System.nanoTime() + CLOSE_WAIT.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
