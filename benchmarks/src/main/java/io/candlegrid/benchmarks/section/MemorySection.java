package io.candlegrid.benchmarks.section;

import io.candlegrid.benchmarks.grid.MemoryChild;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a search of a million combinations takes beside one of ten thousand: each in a new JVM with
 * the flags of this one and the collector of the start script, over the same series, keeping its
 * top 500. The full run takes the median of three of each: how much garbage of the first second a
 * collector leaves lying about is chance.
 */
public final class MemorySection implements Section {

    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;
    private static final int MINUTES = 15;

    private final JsonMapper mapper = new JsonMapper();
    private final int rounds;

    public MemorySection(boolean quick) {
        rounds = quick ? 1 : 3;
    }

    @Override
    public ObjectNode run(PrintStream console) {
        Table table =
                new Table(
                        "memory of a search",
                        "combinations",
                        "candles",
                        "seconds",
                        "peak MB",
                        "live heap MB",
                        "off-heap MB");
        List<ObjectNode> smalls = new ArrayList<>();
        List<ObjectNode> larges = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            smalls.add(child(SMALL));
            larges.add(child(LARGE));
        }
        ObjectNode small = median(smalls);
        ObjectNode large = median(larges);
        for (ObjectNode row : List.of(small, large)) {
            table.row(
                    row.path("measure").asString(),
                    Table.number("%,d", row.path("combinations").asLong()),
                    Table.number("%,d", row.path("bars").asLong()),
                    Table.number("%.1f", row.path("seconds").asDouble()),
                    megabytes(row, "peak_bytes"),
                    megabytes(row, "live_heap_bytes"),
                    megabytes(row, "off_heap_bytes"));
        }
        double ratio = large.path("peak_bytes").asDouble() / small.path("peak_bytes").asDouble();
        console.println();
        table.print(console);
        console.printf("a hundred times the combinations take %.3f x the memory%n", ratio);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("small", small);
        node.set("large", large);
        node.put("peak_ratio", ratio);
        return node;
    }

    private static ObjectNode median(List<ObjectNode> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> row.path("peak_bytes").asLong()))
                .toList()
                .get(rows.size() / 2);
    }

    private static String megabytes(ObjectNode row, String field) {
        return Table.number("%.1f", row.path(field).asDouble() / (1 << 20));
    }

    private ObjectNode child(int combinations) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-Xmx1g",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryChild.class.getName(),
                        Integer.toString(combinations)));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try {
                String answer =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IllegalStateException(
                            "the search of " + combinations + " combinations failed: " + answer);
                }
                return (ObjectNode) mapper.readTree(answer);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
