package io.candlegrid.platform.web;

import io.candlegrid.domain.document.ValidationError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * One thing that is wrong with a request.
 *
 * @param path where: a document's path, or the name of a parameter
 * @param value what was there; JSON null when something is missing
 * @param code a stable word
 * @param message what was wrong and what would be right
 */
public record ErrorItem(String path, JsonNode value, String code, String message) {

    /** The same error as the domain says it. */
    public static ErrorItem of(ValidationError error) {
        JsonNode value = error.value();
        return new ErrorItem(
                error.path(),
                value == null ? NullNode.getInstance() : value,
                error.code(),
                error.message());
    }

    /** An error about a text. */
    public static ErrorItem of(String path, @Nullable String value, String code, String message) {
        return new ErrorItem(
                path,
                value == null ? NullNode.getInstance() : StringNode.valueOf(value),
                code,
                message);
    }
}
