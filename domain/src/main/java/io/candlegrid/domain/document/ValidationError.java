package io.candlegrid.domain.document;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that is wrong with a document.
 *
 * @param path where, e.g. {@code strategy.indicators.fast.window}; empty for the whole document
 * @param value what was there; null when something is missing
 * @param code a stable word, e.g. {@code out_of_range}
 * @param message a sentence that says what was wrong and what would be right
 */
public record ValidationError(String path, @Nullable JsonNode value, String code, String message)
        implements Comparable<ValidationError> {

    private static final Comparator<ValidationError> ORDER =
            Comparator.comparing(ValidationError::path)
                    .thenComparing(ValidationError::code)
                    .thenComparing(ValidationError::message);

    @Override
    public int compareTo(ValidationError other) {
        return ORDER.compare(this, other);
    }
}
