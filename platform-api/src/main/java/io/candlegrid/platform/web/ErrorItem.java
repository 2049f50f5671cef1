package io.candlegrid.platform.web;

import io.candlegrid.domain.document.ValidationError;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** One thing that is wrong with a request. */
@Schema(name = "FieldError", description = "One thing that is wrong with a request.")
public record ErrorItem(
        @Schema(
                        description = "Where: a document's path, or the name of a parameter.",
                        example = "strategy.indicators.fast.window")
                String path,
        @Schema(
                        description = "What was there; null when something is missing.",
                        nullable = true,
                        example = "1",
                        implementation = Object.class)
                JsonNode value,
        @Schema(description = "A stable word.", example = "out_of_range") String code,
        @Schema(
                        description = "What was wrong and what would be right.",
                        example = "sma window must be between 2 and 2000, got 1")
                String message) {

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
