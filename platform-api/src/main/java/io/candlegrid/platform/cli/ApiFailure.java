package io.candlegrid.platform.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the platform other than success. */
final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String body;

    ApiFailure(int status, String body) {
        super("HTTP " + status);
        this.status = status;
        this.body = body;
    }

    /** Whether what the user wrote is to blame. */
    boolean isValidation() {
        return status == 400 || status == 413 || status == 415 || status == 422;
    }

    int status() {
        return status;
    }

    /** The error document as the platform wrote it. */
    String body() {
        return body;
    }

    /** One line per error. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : errors()) {
            String path = error.path("path").asString("");
            String message = error.path("message").asString("");
            lines.add(path.isEmpty() ? message : path + ": " + message);
        }
        if (lines.isEmpty()) {
            lines.add("the platform answered HTTP " + status);
        }
        return lines;
    }

    private Iterable<JsonNode> errors() {
        try {
            return JSON.readTree(body).path("errors");
        } catch (JacksonException e) {
            return List.of();
        }
    }
}
