package io.candlegrid.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills everything there is in the middle of a search, with real processes and kill -9. */
class CrashRecoveryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long BARS = 400_000;

    private static final String OPTIMIZATION =
            """
            {"schema": "optimization/v1",
             "strategy": {"schema": "strategy/v1",
               "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"}, "timeframe": "1m",
               "indicators": {"fast": {"type": "sma", "window": 10}, "slow": {"type": "sma", "window": 150}},
               "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}},
             "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-11-01T00:00:00Z"},
             "space": {"fast.window": {"from": 5, "to": 94, "step": 1},
                       "slow.window": {"from": 110, "to": 1109, "step": 1}},
             "constraints": ["fast.window < slow.window"],
             "objective": "sharpe", "top": 500}
            """;

    @Test
    void shouldEndInTheSameBytesWhenWorkerPostgresAndPlatformAreKilledInTheMiddle(
            @TempDir Path straightData, @TempDir Path crashedData) throws Exception {
        String straight;
        try (PlatformProcess platform = PlatformProcess.start(straightData)) {
            importSynthetic(platform);
            straight = top(platform, awaitCompleted(platform, submit(platform)));
        }

        String crashed;
        PlatformProcess platform = PlatformProcess.start(crashedData);
        try {
            importSynthetic(platform);
            try (PlatformProcess worker = PlatformProcess.startWorker(crashedData)) {
                String job = submit(platform);
                long done = awaitDone(platform, job, 5_000);
                worker.kill();
                done = awaitDone(platform, job, done + 5_000);
                platform.killPostgres();
                awaitDone(platform, job, done + 5_000);
                assertThat(state(platform, job)).isEqualTo("RUNNING");
                platform.killWithServers();

                platform = PlatformProcess.start(crashedData);
                assertThat(done(platform, job)).isLessThan(90_000);
                crashed = top(platform, awaitCompleted(platform, job));
            }
        } finally {
            platform.close();
        }
        assertThat(crashed).isEqualTo(straight);
    }

    private static void importSynthetic(PlatformProcess platform) {
        long to = 1_735_689_600_000L + BARS * 60_000;
        JsonNode job =
                platform.post(
                        "/api/v1/imports/synthetic",
                        """
                        {"market_id": 1, "symbol": "SYNTHUSDT", "seed": 7,
                         "from": "2025-01-01T00:00:00Z", "to": "%s"}
                        """
                                .formatted(java.time.Instant.ofEpochMilli(to)));
        String path = "/api/v1/imports/" + job.path("job").stringValue();
        await().atMost(PATIENCE)
                .until(
                        () -> platform.get(path).path("state").stringValue(),
                        "COMPLETED"::equalsIgnoreCase);
    }

    private static String submit(PlatformProcess platform) {
        return platform.post("/api/v1/jobs/optimizations", OPTIMIZATION).path("job").stringValue();
    }

    private static long done(PlatformProcess platform, String job) {
        return platform.get("/api/v1/jobs/" + job + "/progress").path("done").longValue();
    }

    private static String state(PlatformProcess platform, String job) {
        return platform.get("/api/v1/jobs/" + job).path("state").stringValue();
    }

    /** Waits, also through times without a database, and says how many are done then. */
    private static long awaitDone(PlatformProcess platform, String job, long combinations) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> done(platform, job), done -> done >= combinations);
    }

    private static String awaitCompleted(PlatformProcess platform, String job) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> state(platform, job),
                        state -> state.equals("COMPLETED") || state.equals("FAILED"));
        assertThat(platform.get("/api/v1/jobs/" + job).path("failure").isNull()).isTrue();
        return job;
    }

    private static String top(PlatformProcess platform, String job) {
        JsonNode result = platform.get("/api/v1/jobs/" + job + "/top?limit=500");
        assertThat(result.path("top").size()).isEqualTo(500);
        return result.path("top").toString() + result.path("counts");
    }
}
