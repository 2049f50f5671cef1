package io.candlegrid.platform.web;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Request bodies that are documents: parsed strictly, so that a typo never passes silently. */
public final class RequestDocument {

    private RequestDocument() {}

    /** The JSON of a body; throws the 400 of one that can't be parsed. */
    public static JsonNode parse(byte[] body) {
        return switch (Documents.parse(body)) {
            case Validated.Valid<JsonNode>(JsonNode node) -> node;
            case Validated.Invalid<JsonNode>(List<ValidationError> errors) ->
                    throw new ApiProblem(
                            Documents.isUnreadable(errors)
                                    ? HttpStatus.BAD_REQUEST
                                    : HttpStatus.UNPROCESSABLE_CONTENT,
                            ErrorDocument.validation(errors));
        };
    }
}
