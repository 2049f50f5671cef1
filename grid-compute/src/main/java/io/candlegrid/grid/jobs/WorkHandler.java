package io.candlegrid.grid.jobs;

/** Executes the messages sent to a name on the member that receives them. */
public interface WorkHandler {

    /** The name that messages are addressed to. */
    String name();

    /**
     * Executes one message; called on a worker thread, several at a time. May be called more than
     * once with the same message.
     */
    void handle(String message);
}
