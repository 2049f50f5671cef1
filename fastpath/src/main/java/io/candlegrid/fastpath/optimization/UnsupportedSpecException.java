package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.document.ValidationError;
import java.util.List;
import java.util.stream.Collectors;

/** A specification asks for something that the fast engine does not do. */
public final class UnsupportedSpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ValidationError> errors;

    UnsupportedSpecException(List<ValidationError> errors) {
        super(
                errors.stream()
                        .map(e -> e.path() + ": " + e.message())
                        .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** What is not supported, by path. */
    public List<ValidationError> errors() {
        return errors;
    }
}
