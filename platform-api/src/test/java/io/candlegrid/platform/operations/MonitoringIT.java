package io.candlegrid.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.SimulatedPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboards ask for what a running platform really tells. */
class MonitoringIT {

    /** A line of the exposition: name, labels, value. */
    private static final Pattern SAMPLE =
            Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{[^}]*})? (\\S+)", Pattern.MULTILINE);

    /** Told by Prometheus and by the blackbox exporter, not by the platform. */
    private static final Set<String> FROM_ELSEWHERE = Set.of("up", "probe_success");

    @Test
    void everyMetricOfAnAlertOrAPanelIsTold(@TempDir Path data) {
        Map<String, Set<String>> wanted = wanted();
        try (SimulatedPlatform platform = SimulatedPlatform.start(data)) {
            RestClient rest = platform.rest();
            // The last to come is the lag of a live candle: the first minute has to close.
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        Set<String> told = names(rest.get("/metrics").body());
                        Map<String, Set<String>> missing = new TreeMap<>(wanted);
                        missing.keySet().removeAll(told);
                        assertThat(missing).as("metrics that nobody tells, and who asks").isEmpty();
                    });
            String metrics = rest.get("/metrics").body();
            assertThat(value(metrics, "candlegrid_subscriptions{market=\"binance-spot\"}"))
                    .isEqualTo(2);
            assertThat(value(metrics, "candlegrid_ingest_connected{market=\"binance-spot\"}"))
                    .isPositive();
            assertThat(value(metrics, "candlegrid_grid_members{role=\"worker\"}")).isEqualTo(1);
            assertThat(value(metrics, "candlegrid_jobs{state=\"FAILED\"}")).isZero();
            double now = System.currentTimeMillis() / 1_000.0;
            assertThat(
                            now
                                    - value(
                                            metrics,
                                            "candlegrid_canonical_newest_seconds{market=\"bybit-futures\"}"))
                    .as("age of the newest canonical candle, seconds")
                    .isBetween(0.0, 300.0);
            assertThat(value(metrics, "candlegrid_schedule_next_seconds{schedule=\"gap-scan\"}"))
                    .isGreaterThan(now - 60);
        }
    }

    private static Map<String, Set<String>> wanted() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        OpsFiles.alerts()
                .forEach(alert ->
                        PromQl.metrics(alert.expression())
                                .forEach(name -> add(wanted, name, alert.name())));
        OpsFiles.queries()
                .forEach(query ->
                        PromQl.metrics(query.expression())
                                .forEach(name ->
                                        add(
                                                wanted,
                                                name,
                                                query.dashboard() + " / " + query.panel())));
        wanted.keySet().removeAll(FROM_ELSEWHERE);
        assertThat(wanted).isNotEmpty();
        return wanted;
    }

    private static void add(Map<String, Set<String>> wanted, String metric, String who) {
        wanted.computeIfAbsent(metric, name -> new TreeSet<>()).add(who);
    }

    private static Set<String> names(String metrics) {
        Set<String> names = new TreeSet<>();
        Matcher sample = SAMPLE.matcher(metrics);
        while (sample.find()) {
            names.add(sample.group(1));
        }
        return names;
    }

    private static double value(String metrics, String series) {
        Matcher sample = SAMPLE.matcher(metrics);
        while (sample.find()) {
            String labels = sample.group(2) == null ? "" : sample.group(2);
            if ((sample.group(1) + labels).equals(series)) {
                return Double.parseDouble(sample.group(3));
            }
        }
        throw new AssertionError("there is no " + series);
    }
}
