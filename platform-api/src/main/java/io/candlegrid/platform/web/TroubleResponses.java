package io.candlegrid.platform.web;

import io.candlegrid.domain.marketdata.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what is wrong with us, not with the request, into an {@link ErrorDocument}. */
@Order(Ordered.LOWEST_PRECEDENCE)
@RestControllerAdvice
class TroubleResponses {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleResponses.class);

    /** What Linux, PostgreSQL and ClickHouse say. */
    private static final List<String> DISK_FULL =
            List.of("No space left on device", "NOT_ENOUGH_SPACE");

    /** A database is away: nothing is wrong with the request, and later it may work. */
    @ExceptionHandler({
        StoreException.class,
        DataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ErrorDocument> unavailable(Exception e, HttpServletRequest request) {
        LOG.warn("{} {} failed: {}", request.getMethod(), request.getRequestURI(), e.toString());
        if (isDiskFull(e)) {
            return diskFull();
        }
        return answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "database_unavailable",
                "a database does not answer now; try again in a moment. /ready names it");
    }

    @ExceptionHandler
    ResponseEntity<ErrorDocument> unexpected(Exception e, HttpServletRequest request) {
        if (isDiskFull(e)) {
            return diskFull();
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} {} failed, id {}", request.getMethod(), request.getRequestURI(), id, e);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "internal",
                "something broke inside candlegrid; its log says what under id " + id);
    }

    private static ResponseEntity<ErrorDocument> diskFull() {
        LOG.error("the disk is full");
        return answer(
                HttpStatus.INSUFFICIENT_STORAGE,
                "disk_full",
                "disk_full",
                "the disk of the data directory is full; free some space and try again");
    }

    private static ResponseEntity<ErrorDocument> answer(
            HttpStatus status, String type, String code, String message) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ApiProblem.one(status, type, "", null, code, message).document());
    }

    private static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && DISK_FULL.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
