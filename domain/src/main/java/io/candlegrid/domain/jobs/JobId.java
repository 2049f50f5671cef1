package io.candlegrid.domain.jobs;

import java.util.Optional;
import java.util.UUID;

/** The identity of a job. */
public record JobId(UUID value) {

    /** A new random identity. */
    public static JobId random() {
        return new JobId(UUID.randomUUID());
    }

    /** The identity written in a text, or empty when it is none. */
    public static Optional<JobId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equals(text) ? Optional.of(new JobId(value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
