package io.candlegrid.platform.web;

import io.candlegrid.domain.document.ValidationError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The one shape of every answer that is not a success. */
@Schema(name = "Errors", description = "The one shape of every answer that is not a success.")
public record ErrorDocument(
        @Schema(
                        description =
                                "What kind of trouble: validation, not_found, conflict,"
                                        + " too_large, busy, forbidden, unsupported, internal.",
                        example = "validation")
                String type,
        @Schema(description = "Everything that is wrong, sorted by path, then code.")
                List<ErrorItem> errors) {

    public ErrorDocument {
        errors = List.copyOf(errors);
    }

    /** What is wrong with a document, sorted. */
    static ErrorDocument validation(List<ValidationError> errors) {
        return new ErrorDocument(
                "validation", errors.stream().sorted().map(ErrorItem::of).toList());
    }
}
