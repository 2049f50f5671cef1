package io.candlegrid.platform.operations;

import io.candlegrid.platform.launch.BuildIdentity;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What runs here. */
@RestController
@Tag(name = "Operations")
class StatusController {

    private final BuildIdentity build;
    private final PlatformOptions options;
    private final Readiness readiness;
    private final GridMembers members;
    private final Instant started;

    StatusController(
            BuildIdentity build,
            PlatformOptions options,
            Readiness readiness,
            GridMembers members,
            Clock clock) {
        this.build = build;
        this.options = options;
        this.readiness = readiness;
        this.members = members;
        this.started = clock.instant();
    }

    @GetMapping("/api/v1/status")
    @Operation(summary = "Version, roles, grid members and servers of this platform")
    Status status() {
        return new Status(
                build.version(),
                build.build(),
                options.roles().stream().sorted().map(Role::label).toList(),
                started,
                options.dataDirectory().toString(),
                members.now(),
                Servers.of(readiness.report()));
    }

    /** The answer. */
    record Status(
            @Schema(example = "0.1.0") String version,
            @Schema(description = "Digest of the running code.", example = "7f3a9c21") String build,
            @Schema(example = "[\"api\",\"worker\",\"scheduler\"]") List<String> roles,
            Instant started,
            @Schema(description = "The data directory of this process.") String data,
            @Schema(description = "The processes of the grid.") List<GridMembers.Member> members,
            Servers servers) {}

    /** The version of each server, or why it does not answer. */
    record Servers(
            @Schema(example = "18.6") String postgres,
            @Schema(example = "26.7.3.1") String clickhouse,
            @Schema(example = "6.2.7") String redis) {

        static Servers of(ReadinessReport report) {
            return new Servers(
                    report.detail("postgresql"),
                    report.detail("clickhouse"),
                    report.detail("redis"));
        }
    }
}
