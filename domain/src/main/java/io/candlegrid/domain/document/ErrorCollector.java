package io.candlegrid.domain.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gathers everything that is wrong with one document. Not thread-safe. Long values are abbreviated
 * and errors beyond {@value #MAX_ERRORS} are counted only, so that an answer stays small.
 */
public final class ErrorCollector {

    /** Most errors that are listed one by one. */
    public static final int MAX_ERRORS = 200;

    private static final int MAX_VALUE_LENGTH = 200;

    private final List<ValidationError> errors = new ArrayList<>();
    private int dropped;

    /** Adds an error; {@code value} is what was there, null when something is missing. */
    public void add(String path, @Nullable JsonNode value, ErrorCode code, String message) {
        if (errors.size() >= MAX_ERRORS) {
            dropped++;
            return;
        }
        errors.add(new ValidationError(path, abbreviated(value), code.label(), message));
    }

    /** Whether nothing was wrong so far. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Number of errors so far, to see whether a part added some. */
    public int count() {
        return errors.size() + dropped;
    }

    /** The value when nothing is wrong, all errors otherwise; the value may be null only then. */
    public <T> Validated<T> validated(@Nullable T value) {
        if (errors.isEmpty()) {
            if (value == null) {
                throw new IllegalStateException("no value and no error");
            }
            return new Validated.Valid<>(value);
        }
        return invalid();
    }

    /** All errors; there must be one. */
    public <T> Validated<T> invalid() {
        List<ValidationError> all = new ArrayList<>(errors);
        if (dropped > 0) {
            all.add(
                    new ValidationError(
                            "",
                            null,
                            ErrorCode.TOO_MANY_ERRORS.label(),
                            "there are " + dropped + " more errors"));
        }
        return new Validated.Invalid<>(all);
    }

    private static @Nullable JsonNode abbreviated(@Nullable JsonNode value) {
        if (value == null || value.isNumber() || value.isBoolean() || value.isNull()) {
            return value;
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        if (text.length() <= MAX_VALUE_LENGTH) {
            return value;
        }
        return JsonNodeFactory.instance.stringNode(text.substring(0, MAX_VALUE_LENGTH) + "…");
    }
}
