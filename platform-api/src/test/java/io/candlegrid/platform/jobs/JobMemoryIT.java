package io.candlegrid.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peak resident memory of a platform that ran one job of a million combinations beside one that ran
 * ten thousand, each in a new process on a new data directory. Takes some minutes, so it runs on
 * request only, see docs/benchmarks.md.
 */
@EnabledIfSystemProperty(named = "candlegrid.job-memory", matches = "true")
@EnabledOnOs(OS.LINUX)
class JobMemoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Test
    void shouldTakeAboutAsMuchMemoryForAHundredTimesTheCombinations(
            @TempDir Path smallData, @TempDir Path largeData) throws Exception {
        long small = peakKibibytes(smallData, 10, 1_000);
        long large = peakKibibytes(largeData, 1_000, 1_000);
        System.out.printf(
                "peak resident memory of the platform: 10,000 combinations %d MB, 1,000,000"
                        + " combinations %d MB, ratio %.3f%n",
                small >> 10, large >> 10, (double) large / small);
        assertThat((double) large / small).isLessThanOrEqualTo(1.1);
    }

    private static long peakKibibytes(Path data, int fastWindows, int slowWindows)
            throws IOException {
        try (PlatformProcess platform = PlatformProcess.start(data)) {
            String imported =
                    "/api/v1/imports/"
                            + platform.post(
                                            "/api/v1/imports/synthetic",
                                            """
                                            {"market_id": 1, "symbol": "SYNTHUSDT", "seed": 7,
                                             "from": "2025-01-01T00:00:00Z",
                                             "to": "2025-01-15T00:00:00Z"}
                                            """)
                                    .path("job")
                                    .stringValue();
            await().atMost(PATIENCE)
                    .until(
                            () -> platform.get(imported).path("state").stringValue(),
                            "COMPLETED"::equalsIgnoreCase);
            String job =
                    "/api/v1/jobs/"
                            + platform.post(
                                            "/api/v1/jobs/optimizations",
                                            optimization(fastWindows, slowWindows))
                                    .path("job")
                                    .stringValue();
            String state =
                    await().atMost(PATIENCE)
                            .until(
                                    () -> platform.get(job).path("state").stringValue(),
                                    Set.of("COMPLETED", "FAILED")::contains);
            assertThat(state).isEqualTo("COMPLETED");
            return Files.readAllLines(Path.of("/proc/" + platform.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String optimization(int fastWindows, int slowWindows) {
        return """
        {"schema": "optimization/v1",
         "strategy": {"schema": "strategy/v1",
           "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"}, "timeframe": "1m",
           "indicators": {"fast": {"type": "sma"}, "slow": {"type": "sma", "window": 110}},
           "long": {"entry": {"cross_above": ["fast", "slow"]},
                    "exit": {"cross_below": ["fast", "slow"]}}},
         "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-01-15T00:00:00Z"},
         "space": {"fast.window": {"from": 5, "to": %d, "step": 1},
                   "slow.window": {"from": 1001, "to": %d, "step": 1}},
         "objective": "sharpe", "top": 500}
        """
                .formatted(4 + fastWindows, 1_000 + slowWindows);
    }
}
