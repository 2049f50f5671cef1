package io.candlegrid.platform.operations;

/** Whether one thing the platform needs can be reached; implementations are thread-safe. */
public interface ReadinessCheck {

    /** What is checked, e.g. {@code postgresql}. */
    String name();

    /**
     * Returns a few words for people when it answers, e.g. its version.
     *
     * @throws Exception when it does not
     */
    String probe() throws Exception;
}
