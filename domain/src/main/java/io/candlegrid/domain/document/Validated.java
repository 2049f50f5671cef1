package io.candlegrid.domain.document;

import java.util.List;

/** A document that was read, or everything that is wrong with it. */
public sealed interface Validated<T> {

    /** The document is right. */
    record Valid<T>(T value) implements Validated<T> {}

    /** The document is wrong; at least one error, sorted by path, then code. */
    record Invalid<T>(List<ValidationError> errors) implements Validated<T> {
        public Invalid {
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("invalid without an error");
            }
            errors = errors.stream().sorted().toList();
        }
    }
}
