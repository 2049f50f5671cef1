package io.candlegrid.domain.marketdata;

/** A database could not be reached, refused a statement or answered what it must not. */
public final class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
