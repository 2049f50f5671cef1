package io.candlegrid.platform.web;

import io.candlegrid.domain.document.ValidationError;
import java.util.List;

/**
 * The one shape of every answer that is not a success.
 *
 * @param type what kind of trouble, e.g. {@code validation}
 * @param errors everything that is wrong, sorted by path, then code
 */
public record ErrorDocument(String type, List<ErrorItem> errors) {

    public ErrorDocument {
        errors = List.copyOf(errors);
    }

    /** What is wrong with a document, sorted. */
    static ErrorDocument validation(List<ValidationError> errors) {
        return new ErrorDocument(
                "validation", errors.stream().sorted().map(ErrorItem::of).toList());
    }
}
