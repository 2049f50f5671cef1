package io.candlegrid.platform.launch;

/**
 * Something a person can put right that keeps the platform from starting; the message says what is
 * wrong and what to do.
 */
public final class StartupProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupProblem(String message) {
        super(message);
    }

    public StartupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
