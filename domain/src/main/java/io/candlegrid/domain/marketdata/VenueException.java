package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exchange did not answer a question. */
public final class VenueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable Instant retryAt;

    /** What to do about it. */
    public enum Kind {
        /** Ask the market again later: nobody answers, or it wants to be left alone. */
        LATER,
        /** Don't ask this again: the exchange refuses the question, e.g. an unknown symbol. */
        REFUSED,
        /** This process is about to end. */
        STOPPED
    }

    /**
     * @param retryAt from when on it will answer, if it said so
     */
    public VenueException(Kind kind, String message, @Nullable Instant retryAt, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    /** One without a cause. */
    public VenueException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        retryAt = null;
    }

    public Kind kind() {
        return kind;
    }

    /** From when on it will answer, if it said so. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
