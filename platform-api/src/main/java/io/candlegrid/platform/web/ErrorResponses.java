package io.candlegrid.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what is wrong with a request into an {@link ErrorDocument}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
class ErrorResponses {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    @ExceptionHandler
    ResponseEntity<ErrorDocument> problem(ApiProblem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(problem.document());
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> unreadable(HttpMessageNotReadableException e) {
        return problem(
                ApiProblem.malformed("", null, "the request's body is missing or is not JSON"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> mismatch(MethodArgumentTypeMismatchException e) {
        return problem(
                ApiProblem.malformed(
                        e.getName(),
                        text(e.getValue()),
                        e.getName() + " must be " + expected(e.getRequiredType())));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> missing(MissingServletRequestParameterException e) {
        return problem(missing(e.getParameterName(), "parameter"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> missing(MissingServletRequestPartException e) {
        return problem(missing(e.getRequestPartName(), "part"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> multipart(MultipartException e) {
        if (e instanceof MaxUploadSizeExceededException) {
            return problem(
                    ApiProblem.one(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too_large",
                            "file",
                            null,
                            "too_large",
                            "the upload is larger than "
                                    + RequestLimits.MAX_UPLOAD_MEGABYTES
                                    + " MB; import the files one by one"));
        }
        return problem(
                ApiProblem.malformed(
                        "", null, "expected multipart/form-data with one or more parts 'file'"));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ErrorDocument> notFound(HttpServletRequest request) {
        return problem(
                ApiProblem.notFound(
                        "",
                        request.getRequestURI(),
                        "there is nothing at this address; /api/v1/openapi.json lists what there"
                                + " is"));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> method(HttpRequestMethodNotSupportedException e) {
        return problem(
                ApiProblem.one(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "unsupported",
                        "",
                        e.getMethod(),
                        "method_not_allowed",
                        "this address takes " + e.getSupportedHttpMethods()));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> mediaType(HttpMediaTypeNotSupportedException e) {
        return problem(
                ApiProblem.one(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported",
                        "header.Content-Type",
                        text(e.getContentType()),
                        "media_type",
                        "Content-Type must be one of " + e.getSupportedMediaTypes()));
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> accept(HttpMediaTypeNotAcceptableException e) {
        return problem(
                ApiProblem.one(
                        HttpStatus.NOT_ACCEPTABLE,
                        "unsupported",
                        "header.Accept",
                        null,
                        "media_type",
                        "this address gives " + e.getSupportedMediaTypes()));
    }

    /** The client went away: nobody is left to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("the client left before the answer was written: {}", e.getMessage());
    }

    private static ApiProblem missing(String name, String kind) {
        return ApiProblem.one(
                HttpStatus.BAD_REQUEST,
                "validation",
                name,
                null,
                "missing",
                "the " + kind + " " + name + " is missing");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "Instant" -> "a time like 2024-01-01T00:00:00Z";
            case "UUID" -> "a job id like 7f3a9c21-0000-4000-8000-000000000000";
            case "boolean", "Boolean" -> "true or false";
            default -> "a " + type.getSimpleName();
        };
    }
}
