package io.candlegrid.grid.jobs;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Sends work to the members of the grid. Thread-safe. */
public interface GridDispatcher {

    /**
     * A member that executes work.
     *
     * @param slots how many pieces it runs at a time
     */
    record Worker(UUID id, String address, int slots) {}

    /** The members that execute work now, in order of joining. */
    List<Worker> workers();

    /**
     * Sends a message to the handler of a name on a member. The stage completes when the handler
     * returned, exceptionally when it threw, the member left or its queue is full. It may never
     * complete when the member hangs: deadlines are the caller's.
     */
    CompletionStage<Boolean> send(Worker worker, String handler, String message);
}
