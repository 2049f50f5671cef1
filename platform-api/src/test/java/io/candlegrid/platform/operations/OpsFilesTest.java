package io.candlegrid.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the files in {@code ops} promise each other. */
class OpsFilesTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void everyAlertSaysHowBadItIsWhatItIsAndWhatToDo() {
        assertThat(OpsFiles.alerts()).isNotEmpty();
        for (OpsFiles.Alert alert : OpsFiles.alerts()) {
            assertThat(alert.labels().get("severity")).as(alert.name()).isIn("page", "ticket");
            assertThat((String) alert.notes().get("summary")).as(alert.name()).isNotBlank();
            Path runbook = Path.of("..", (String) alert.notes().get("runbook_url"));
            assertThat(runbook).as(alert.name()).isRegularFile().content().contains(alert.name());
        }
    }

    @Test
    void everyAlertHasATestThatFiresAndOneThatDoesNot() {
        Set<String> fires = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (JsonNode test : OpsFiles.yaml("prometheus/alerts_test.yml").path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                boolean none = expected.path("exp_alerts").isEmpty();
                (none ? silent : fires).add(expected.path("alertname").asString());
            }
        }
        Set<String> alerts =
                OpsFiles.alerts().stream()
                        .map(OpsFiles.Alert::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fires).isEqualTo(alerts);
        assertThat(silent).isEqualTo(alerts);
    }

    @Test
    void everyRunbookSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        Set<String> linked =
                OpsFiles.alerts().stream()
                        .map(alert -> (String) alert.notes().get("runbook_url"))
                        .collect(Collectors.toSet());
        try (Stream<Path> runbooks = Files.list(OpsFiles.ROOT.resolve("runbooks"))) {
            for (Path runbook : runbooks.toList()) {
                assertThat(linked).contains("ops/runbooks/" + runbook.getFileName());
                assertThat(Files.readString(runbook))
                        .as("%s", runbook)
                        .contains("**What it means.**", "**Look here.**", "**Do this.**");
            }
        }
    }

    @Test
    void linksInRunbooksLeadSomewhere() throws IOException {
        try (Stream<Path> runbooks = Files.list(OpsFiles.ROOT.resolve("runbooks"))) {
            for (Path runbook : runbooks.toList()) {
                Matcher link = LINK.matcher(Files.readString(runbook));
                while (link.find()) {
                    if (URI.create(link.group(1)).getScheme() == null) {
                        assertThat(runbook.resolveSibling(link.group(1)))
                                .as("link in %s", runbook)
                                .exists();
                    }
                }
            }
        }
    }

    @Test
    void dashboardsHaveIdentitiesOfTheirOwnAndReadTheProvisionedSource() {
        String source =
                OpsFiles.yaml("grafana/provisioning/datasources/prometheus.yml")
                        .path("datasources")
                        .path(0)
                        .path("uid")
                        .asString();
        assertThat(source).isNotBlank();
        Set<String> uids = new HashSet<>();
        assertThat(OpsFiles.dashboards()).hasSizeGreaterThanOrEqualTo(3);
        for (Path file : OpsFiles.dashboards()) {
            JsonNode dashboard = OpsFiles.json(file);
            assertThat(uids.add(dashboard.path("uid").asString())).as("%s", file).isTrue();
            assertThat(dashboard.path("title").asString()).as("%s", file).isNotBlank();
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                String name = file + " / " + panel.path("title").asString();
                assertThat(ids.add(panel.path("id").asInt())).as(name).isTrue();
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt())
                        .as(name)
                        .isBetween(1, 24);
                if (!panel.path("type").asString().equals("row")) {
                    assertThat(panel.path("datasource").path("uid").asString())
                            .as(name)
                            .isEqualTo(source);
                    assertThat(panel.path("targets").isEmpty()).as(name).isFalse();
                }
            }
        }
    }

    @Test
    void noPanelIsDrawnOverAnother() {
        for (Path file : OpsFiles.dashboards()) {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : OpsFiles.json(file).path("panels")) {
                JsonNode place = panel.path("gridPos");
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        int column = place.path("x").asInt() + x;
                        int line = place.path("y").asInt() + y;
                        assertThat(taken.add(column + "," + line))
                                .as("%s / %s", file, panel.path("title").asString())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void composeStartsWhatIsConfiguredHereAndOpensNothing() {
        assertThat(OpsFiles.yaml("compose/compose.yaml").path("include").path(0).asString())
                .isEqualTo("monitoring.yaml");
        for (String file : List.of("compose/compose.yaml", "compose/monitoring.yaml")) {
            JsonNode compose = OpsFiles.yaml(file);
            for (String name : compose.path("services").propertyNames()) {
                JsonNode service = compose.path("services").path(name);
                assertThat(service.path("image").asString())
                        .as(name)
                        .matches("[a-z/-]+:v?\\d[\\w.]*");
                for (JsonNode port : service.path("ports")) {
                    assertThat(port.asString()).as(name).startsWith("127.0.0.1:");
                }
                for (JsonNode volume : service.path("volumes")) {
                    String from = volume.asString().split(":", 2)[0];
                    if (from.startsWith("..")) {
                        assertThat(OpsFiles.ROOT.resolve("compose").resolve(from)).exists();
                    } else {
                        assertThat(compose.path("volumes").has(from))
                                .as(volume.asString())
                                .isTrue();
                    }
                }
                if (service.has("network_mode")) {
                    // On the host's network: only the address it listens on keeps it closed.
                    assertThat(service.toString()).as(name).contains("127.0.0.1");
                }
            }
        }
    }

    @Test
    void theProbeAndTheScrapeAskForWhatThePlatformServes() {
        JsonNode probe = OpsFiles.yaml("blackbox/blackbox.yml").path("modules").path("http_ready");
        assertThat(probe.path("prober").asString()).isEqualTo("http");
        assertThat(probe.path("http").path("valid_status_codes").path(0).asInt()).isEqualTo(200);
        JsonNode scrapes = OpsFiles.yaml("prometheus/prometheus.yml").path("scrape_configs");
        assertThat(scrapes.path(0).path("metrics_path").asString()).isEqualTo("/metrics");
        assertThat(scrapes.path(1).path("params").path("module").path(0).asString())
                .isEqualTo("http_ready");
        JsonNode targets = OpsFiles.yaml("prometheus/targets/candlegrid.yml");
        assertThat(targets.path(0).path("labels").path("roles").asString())
                .isEqualTo("api,worker,scheduler");
    }
}
