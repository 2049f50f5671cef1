package io.candlegrid.platform.web;

import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An answer other than success that a controller gives on purpose. */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient ErrorDocument document;

    public ApiProblem(HttpStatus status, ErrorDocument document) {
        super(document.errors().isEmpty() ? document.type() : document.errors().get(0).message());
        this.status = status;
        this.document = document;
    }

    /** 422 with everything that is wrong with a document. */
    public static ApiProblem invalid(List<ValidationError> errors) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, ErrorDocument.validation(errors));
    }

    /** 422 about one parameter. */
    public static ApiProblem invalid(
            String path, @Nullable String value, String code, String message) {
        return one(HttpStatus.UNPROCESSABLE_CONTENT, "validation", path, value, code, message);
    }

    /** 400 about one parameter that can't be parsed. */
    public static ApiProblem malformed(String path, @Nullable String value, String message) {
        return one(HttpStatus.BAD_REQUEST, "validation", path, value, "malformed", message);
    }

    /** 404 for something that was asked for by name. */
    public static ApiProblem notFound(String path, String value, String message) {
        return one(HttpStatus.NOT_FOUND, "not_found", path, value, "not_found", message);
    }

    /** 409 for something that the present state does not allow. */
    public static ApiProblem conflict(String path, String value, String message) {
        return one(HttpStatus.CONFLICT, "conflict", path, value, "wrong_state", message);
    }

    /** 429 when too much of it runs already. */
    public static ApiProblem busy(String message) {
        return one(HttpStatus.TOO_MANY_REQUESTS, "busy", "", null, "busy", message);
    }

    /** Any status with one error. */
    public static ApiProblem one(
            HttpStatus status,
            String type,
            String path,
            @Nullable String value,
            String code,
            String message) {
        return new ApiProblem(
                status, new ErrorDocument(type, List.of(ErrorItem.of(path, value, code, message))));
    }

    /** The value of a valid document; throws the 422 of an invalid one. */
    public static <T> T orThrow(Validated<T> validated) {
        return switch (validated) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T>(List<ValidationError> errors) -> throw invalid(errors);
        };
    }

    public HttpStatus status() {
        return status;
    }

    public ErrorDocument document() {
        return document;
    }
}
