package io.candlegrid.batch.jobs;

import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.jobs.JobFailedException;
import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.jobs.JobStore;
import io.candlegrid.grid.jobs.GridDispatcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The manager's side of a partitioned step: sends partitions that nobody holds to members with a
 * free slot until all are completed. What happened to a partition is read from its row, never from
 * the answer of a member. One instance serves all jobs. Thread-safe.
 */
public final class GridPartitionHandler extends AbstractPartitionHandler {

    private static final Logger log = LoggerFactory.getLogger(GridPartitionHandler.class);

    /** Failure points after which a partition is given up. */
    private static final int MAX_FAILURES = 20;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration DATABASE_PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A message not taken up in this time counts as lost. */
    private static final Duration UNANSWERED = Duration.ofSeconds(60);

    private final Supplier<GridDispatcher> grid;
    private final PartitionClaims claims;
    private final JobStore jobs;
    private final JobRepository repository;
    private final HeldJobs held;

    public GridPartitionHandler(
            Supplier<GridDispatcher> grid,
            PartitionClaims claims,
            JobStore jobs,
            JobRepository repository,
            HeldJobs held) {
        this.grid = grid;
        this.claims = claims;
        this.jobs = jobs;
        this.repository = repository;
        this.held = held;
    }

    private record Sent(GridDispatcher.Worker worker, CompletableFuture<Boolean> answer, long at) {
        boolean isOver() {
            return answer.isDone() || System.nanoTime() - at > UNANSWERED.toNanos();
        }
    }

    @Override
    protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions)
            throws Exception {
        JobId job = JobSteps.jobOf(manager);
        for (StepExecution partition : partitions) {
            claims.open(job, partition.getStepName(), partition.getId());
        }
        List<Long> ids = partitions.stream().map(StepExecution::getId).toList();
        new Dispatch(job, manager.getStepName(), ids).run();
        // What members did is in the database only: the executions at hand are as they were sent.
        return partitions.stream().map(this::asItEnded).collect(Collectors.toSet());
    }

    private StepExecution asItEnded(StepExecution sent) {
        StepExecution now = repository.getStepExecution(sent.getId());
        if (now == null) {
            throw new IllegalStateException("no step execution of id=" + sent.getId());
        }
        if (now.getStatus().isRunning()) {
            // Never started because the job was stopped; it would look as if it still ran.
            now.setStatus(BatchStatus.STOPPED);
            repository.update(now);
        }
        return now;
    }

    private final class Dispatch {

        private final JobId job;
        private final String step;
        private final List<Long> ids;
        private final Map<String, Sent> sent = new HashMap<>();
        private final Map<String, Long> notBefore = new HashMap<>();
        private boolean warned;

        Dispatch(JobId job, String step, List<Long> ids) {
            this.job = job;
            this.step = step;
            this.ids = ids;
        }

        void run() throws InterruptedException {
            long lastAnswer = System.nanoTime();
            while (true) {
                try {
                    if (isOver()) {
                        return;
                    }
                    lastAnswer = System.nanoTime();
                } catch (DataAccessException | TransactionException e) {
                    if (System.nanoTime() - lastAnswer > DATABASE_PATIENCE.toNanos()) {
                        throw e;
                    }
                    log.warn("job {} waits for the database: {}", job, e.toString());
                    Thread.sleep(1000);
                }
                Thread.sleep(POLL);
            }
        }

        private boolean isOver() {
            held.require(job);
            List<PartitionClaims.State> states =
                    claims.states(job, step).stream()
                            .filter(state -> ids.contains(state.stepExecutionId()))
                            .toList();
            boolean stopping = jobs.state(job) == JobState.STOPPING;
            Optional<JobFailedException> failure =
                    states.stream().flatMap(s -> failure(s).stream()).findFirst();
            boolean live = states.stream().anyMatch(PartitionClaims.State::live);
            List<PartitionClaims.State> open =
                    states.stream()
                            .filter(s -> !s.stepStatus().equals(BatchStatus.COMPLETED.name()))
                            .toList();
            if (open.isEmpty()) {
                return true;
            }
            if (stopping || failure.isPresent()) {
                if (!live && failure.isPresent()) {
                    throw failure.get();
                }
                return !live;
            }
            sent.values().removeIf(Sent::isOver);
            open.stream().filter(state -> !state.live()).forEach(this::send);
            return false;
        }

        private Optional<JobFailedException> failure(PartitionClaims.State state) {
            String error = String.valueOf(state.lastError());
            JobFailure.Code code = state.fatalCode();
            if (code != null) {
                return Optional.of(new JobFailedException(code, error));
            }
            if (state.failures() >= MAX_FAILURES) {
                return Optional.of(
                        new JobFailedException(
                                JobFailure.Code.TOO_MANY_FAILURES,
                                state.stepName() + " failed again and again, last with: " + error));
            }
            return Optional.empty();
        }

        private void send(PartitionClaims.State state) {
            String name = state.stepName();
            if (sent.containsKey(name) || pausing(name, state.failures())) {
                return;
            }
            GridDispatcher dispatcher = grid.get();
            Optional<GridDispatcher.Worker> worker =
                    dispatcher.workers().stream().filter(this::hasFreeSlot).findFirst();
            if (worker.isEmpty()) {
                warnWithoutWorkers(dispatcher);
                return;
            }
            PartitionMessage message = new PartitionMessage(job, state.stepExecutionId(), name);
            sent.put(
                    name,
                    new Sent(
                            worker.get(),
                            dispatcher
                                    .send(
                                            worker.get(),
                                            PartitionMessage.HANDLER,
                                            message.toString())
                                    .toCompletableFuture(),
                            System.nanoTime()));
            notBefore.remove(name);
        }

        /** After a failure a partition rests, longer each time. */
        private boolean pausing(String name, int failures) {
            if (failures == 0) {
                return false;
            }
            long pause = Math.min(LONGEST_PAUSE.toNanos(), 250_000_000L << Math.min(failures, 10));
            long until = notBefore.computeIfAbsent(name, n -> System.nanoTime() + pause);
            return System.nanoTime() < until;
        }

        private boolean hasFreeSlot(GridDispatcher.Worker worker) {
            long busy =
                    sent.values().stream().filter(s -> s.worker().id().equals(worker.id())).count();
            return busy < worker.slots();
        }

        private void warnWithoutWorkers(GridDispatcher dispatcher) {
            if (!warned && dispatcher.workers().isEmpty()) {
                warned = true;
                log.warn(
                        "job {} waits: no process of the cluster has the worker role. Start one with"
                                + " `candlegrid up --roles worker`.",
                        job);
            }
        }
    }
}
