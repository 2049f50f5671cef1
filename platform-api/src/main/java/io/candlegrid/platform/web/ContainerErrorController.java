package io.candlegrid.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives errors that arise before or after a controller the same shape as all others. */
@Hidden
@RestController
class ContainerErrorController implements ErrorController {

    private final ErrorResponses responses;

    ContainerErrorController(ErrorResponses responses) {
        this.responses = responses;
    }

    @RequestMapping("/error")
    ResponseEntity<ErrorDocument> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (status == null || status == HttpStatus.NOT_FOUND) {
            return responses.notFound(request);
        }
        String type = status.is4xxClientError() ? "validation" : "internal";
        return responses.problem(
                ApiProblem.one(
                        status,
                        type,
                        "",
                        null,
                        status.name().toLowerCase(java.util.Locale.ROOT),
                        status.getReasonPhrase()));
    }
}
