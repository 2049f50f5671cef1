package io.candlegrid.platform.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in {@code ops}, parsed. */
final class OpsFiles {

    static final Path ROOT = Path.of("../ops");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OpsFiles() {}

    /** A rule that calls somebody. */
    record Alert(
            String name,
            String expression,
            Map<String, Object> labels,
            Map<String, Object> notes) {}

    /** A query in a panel of a dashboard. */
    record Query(String dashboard, String panel, String expression) {}

    /** A YAML document; keys written twice are an error. */
    static JsonNode yaml(String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document = new Yaml(new SafeConstructor(options)).load(text(file));
        return JSON.valueToTree(document);
    }

    static List<Path> dashboards() {
        try (Stream<Path> files = Files.list(ROOT.resolve("grafana/dashboards"))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Alert> alerts() {
        return yaml("prometheus/alerts.yml")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule ->
                        new Alert(
                                rule.path("alert").asString(),
                                rule.path("expr").asString(),
                                map(rule.path("labels")),
                                map(rule.path("annotations"))))
                .toList();
    }

    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (Path file : dashboards()) {
            JsonNode dashboard = json(file);
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(
                            new Query(
                                    dashboard.path("uid").asString(),
                                    panel.path("title").asString(),
                                    target.path("expr").asString()));
                }
            }
        }
        return queries;
    }

    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(
                node,
                JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
