package io.candlegrid.domain.jobs;

import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where jobs and their states are kept; every transition is a compare-and-set on the state. */
public interface JobStore {

    /** What a job is made of. */
    record Submission(
            UserId owner,
            String name,
            ContentHash workHash,
            String spec,
            Lineage lineage,
            long combinations,
            long bars,
            double estimatedSeconds,
            long estimatedBytes) {}

    /** Inserts a QUEUED job, or returns the owner's existing one of the same work, in any state. */
    Job submit(Submission submission);

    /** The owner's job, or empty. */
    Optional<Job> find(UserId owner, JobId id);

    /** The owner's jobs, newest first. */
    List<Job> list(UserId owner, @Nullable JobState state, int limit, int offset);

    /** Asks a job to stop; false when it is not in a state that can be stopped. */
    boolean requestStop(UserId owner, JobId id);

    /** Queues a stopped or failed job again; false when it is in another state. */
    boolean requestRestart(UserId owner, JobId id);

    /**
     * Takes the oldest job that is QUEUED, or that is RUNNING or STOPPING under a lease that has
     * expired, and leases it.
     *
     * @param process who takes it
     */
    Optional<Job> take(String process, Duration lease);

    /** Prolongs a lease; false when it is no longer the process's. */
    boolean renew(JobId id, String process, Duration lease);

    /** Gives a job back so that another process can take it at once. */
    void giveBack(JobId id, String process);

    /** Ends a leased job; false when the lease is no longer the process's. */
    boolean finish(JobId id, String process, JobState state, @Nullable JobFailure failure);

    /** The state now. */
    JobState state(JobId id);

    /** The job itself, whoever owns it; for the steps that execute it. */
    Job load(JobId id);
}
