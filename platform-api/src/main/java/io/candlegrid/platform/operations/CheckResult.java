package io.candlegrid.platform.operations;

import io.swagger.v3.oas.annotations.media.Schema;

/** What one readiness check found. */
public record CheckResult(
        @Schema(description = "What was checked.", example = "postgresql") String name,
        @Schema(description = "Whether it answered.") boolean ok,
        @Schema(description = "How long it took.", example = "2") long millis,
        @Schema(description = "Its version, or why it is not ready.", example = "18.6")
                String detail) {}
