package io.candlegrid.platform.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Whether requests can be served now, and what each part says. */
public record ReadinessReport(
        @Schema(description = "Whether every part answers.") boolean ready,
        @Schema(description = "Each part by name.") List<CheckResult> checks) {

    /** What a part said; {@code unknown} when there is no such part. */
    String detail(String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .map(CheckResult::detail)
                .findFirst()
                .orElse("unknown");
    }
}
