package io.candlegrid.batch.jobs;

import io.candlegrid.domain.jobs.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs whose lease this process holds. Thread-safe. */
public final class HeldJobs {

    private final Set<JobId> held = ConcurrentHashMap.newKeySet();

    void add(JobId job) {
        held.add(job);
    }

    void remove(JobId job) {
        held.remove(job);
    }

    /**
     * Stops a manager that must not go on.
     *
     * @throws JobNotHeldException when the lease was lost or the process is shutting down
     */
    void require(JobId job) {
        if (!held.contains(job)) {
            throw new JobNotHeldException(job);
        }
    }
}
