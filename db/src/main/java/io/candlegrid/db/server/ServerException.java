package io.candlegrid.db.server;

/** A server could not be fetched, started or reached; the message is a sentence for people. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
