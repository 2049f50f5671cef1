package io.candlegrid.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own checks of its configuration, and its tests of the alerts. */
class PromtoolTest {

    @Test
    void theConfigurationIsValid() throws Exception {
        promtool("check", "config", "prometheus/prometheus.yml");
    }

    @Test
    void alertsFireWhenTheyShouldAndAreSilentWhenTheyShould() throws Exception {
        promtool("test", "rules", "prometheus/alerts_test.yml");
    }

    @Test
    void queriesOfDashboardsAreValid(@TempDir Path directory) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
        int number = 0;
        for (OpsFiles.Query query : OpsFiles.queries()) {
            // Grafana's variables as a range and a pattern: then Prometheus can read the query.
            String plain =
                    query.expression().replace("$__rate_interval", "5m").replace("$market", ".*");
            rules.append("  - record: query_").append(number++).append("\n    expr: |-\n      ");
            rules.append(plain.strip()).append('\n');
        }
        Path file = directory.resolve("dashboards.yml");
        Files.writeString(file, rules);
        promtool("check", "rules", file.toAbsolutePath().toString());
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(OpsFiles.ROOT.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("CI has no promtool: apt install prometheus", e);
            }
            Assumptions.abort("no promtool here: install it (apt install prometheus)");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
