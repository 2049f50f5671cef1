package io.candlegrid.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.db.server.ClickHouseEndpoint;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.launch.StartupProgress;
import io.candlegrid.platform.testing.DebianServers;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.TestPlatform;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The same jar on real servers: PostgreSQL and Redis of the Linux distribution, and as ClickHouse
 * the one that another platform runs.
 */
class RealServersIT {

    private static final String SYMBOL = "SYNTHREAL";

    @Test
    void usesRealServersThroughTheSameDriversAndSql(@TempDir Path directory) throws Exception {
        ClickHouseEndpoint clickHouse = TestPlatform.bean(Endpoints.class).clickHouse();
        try (DebianServers servers = DebianServers.start(directory)) {
            Path data = directory.resolve("data");
            Map<String, String> environment = new HashMap<>(TestPlatform.NO_EXCHANGES);
            environment.put("CANDLEGRID_POSTGRES_URL", servers.postgresUrl());
            environment.put("CANDLEGRID_REDIS_URL", servers.redisUrl());
            environment.put("CANDLEGRID_CLICKHOUSE_URL", url(clickHouse));
            PlatformOptions options = new PlatformOptions(data, Role.all(), 0, environment);
            try (Platform platform = Platform.start(options, StartupProgress.SILENT)) {
                RestClient rest = RestClient.at(platform.address());
                JsonNode status = rest.get("/api/v1/status").json();
                assertThat(status.path("servers").path("postgres").asString())
                        .startsWith(servers.postgresVersion());
                assertThat(rest.get("/ready").status()).isEqualTo(200);
                walk(rest);
            }
            assertThat(data.resolve("postgres")).doesNotExist();
            assertThat(Files.exists(data.resolve("clickhouse"))).isFalse();
        }
    }

    private static void walk(RestClient rest) {
        Samples.importMonth(rest, SYMBOL);
        String document = Samples.optimization(SYMBOL).toString();
        JsonNode submitted = rest.post("/api/v1/jobs/optimizations", document).json();
        String job = "/api/v1/jobs/" + submitted.path("job").asString();
        assertThat(Samples.await(rest, job, "COMPLETED", "FAILED")).isEqualTo("COMPLETED");
        JsonNode onReal = rest.get(job + "/top").json();

        RestClient embedded = TestPlatform.rest();
        Samples.importMonth(embedded, SYMBOL);
        String other =
                embedded.post("/api/v1/jobs/optimizations", document).json().path("job").asString();
        Samples.await(embedded, "/api/v1/jobs/" + other, "COMPLETED", "FAILED");
        JsonNode onEmbedded = embedded.get("/api/v1/jobs/" + other + "/top").json();
        assertThat(onReal.path("top")).isEqualTo(onEmbedded.path("top"));
        assertThat(onReal.path("lineage")).isEqualTo(onEmbedded.path("lineage"));
    }

    /** A database of its own on the other platform's ClickHouse. */
    private static String url(ClickHouseEndpoint endpoint) {
        URI address = URI.create(endpoint.url());
        return "http://%s:%s@%s:%d/real_servers_it"
                .formatted(
                        endpoint.user(),
                        endpoint.password().value(),
                        address.getHost(),
                        address.getPort());
    }
}
