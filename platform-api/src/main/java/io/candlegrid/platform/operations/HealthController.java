package io.candlegrid.platform.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether what it needs can be reached. */
@RestController
@Tag(name = "Operations")
class HealthController {

    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    /** Asks nothing else, so that a dead database never gets a living process restarted. */
    @GetMapping("/health")
    @Operation(summary = "Is the process alive?")
    Health health() {
        return new Health("alive");
    }

    @GetMapping("/ready")
    @Operation(summary = "Can PostgreSQL, ClickHouse, Redis and the grid be reached?")
    @ApiResponse(responseCode = "200", description = "Every part answers.")
    @ApiResponse(responseCode = "503", description = "Some part does not; `checks` names it.")
    ResponseEntity<ReadinessReport> ready() {
        ReadinessReport report = readiness.report();
        return ResponseEntity.status(
                        report.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(report);
    }

    /** The answer of a living process. */
    record Health(String status) {}
}
