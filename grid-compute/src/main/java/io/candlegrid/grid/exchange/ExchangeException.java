package io.candlegrid.grid.exchange;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that an exchange did not answer a question, after the tries that make sense. */
public final class ExchangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Instant retryAt;

    /** What went wrong. */
    public enum Kind {
        /** No connection, no answer in time, or an error of the server. */
        UNREACHABLE,
        /** The exchange wants us to wait for longer than a call may take. */
        RATE_LIMITED,
        /** The exchange refuses the question itself, e.g. an unknown symbol; don't repeat it. */
        REFUSED,
        /** The answer is not what the protocol says. */
        UNREADABLE,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The adapter was closed. */
        CLOSED
    }

    public ExchangeException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    public ExchangeException(
            Kind kind, String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    public Kind kind() {
        return kind;
    }

    /** When the exchange will listen again, wall time, if it said so. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
