package io.candlegrid.benchmarks.section;

import io.candlegrid.benchmarks.grid.MemoryChild;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a search of a million combinations takes beside one of ten thousand: each in a new JVM with
 * the flags of this one, over the same series, keeping its top 500.
 */
public final class MemorySection implements Section {

    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;
    private static final int MINUTES = 15;

    private final JsonMapper mapper = new JsonMapper();

    @Override
    public ObjectNode run(PrintStream console) {
        Table table =
                new Table(
                        "memory of a search",
                        "combinations",
                        "candles",
                        "seconds",
                        "peak MB",
                        "at the end MB");
        ObjectNode small = child(SMALL);
        ObjectNode large = child(LARGE);
        for (ObjectNode row : List.of(small, large)) {
            table.row(
                    row.path("measure").asString(),
                    Table.number("%,d", row.path("combinations").asLong()),
                    Table.number("%,d", row.path("bars").asLong()),
                    Table.number("%.1f", row.path("seconds").asDouble()),
                    Table.number("%.1f", row.path("peak_bytes").asDouble() / (1 << 20)),
                    Table.number("%.1f", row.path("end_bytes").asDouble() / (1 << 20)));
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

    private ObjectNode child(int combinations) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
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
