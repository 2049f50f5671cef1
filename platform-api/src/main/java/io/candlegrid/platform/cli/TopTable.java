package io.candlegrid.platform.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints the best rows of an optimization result for people. */
final class TopTable {

    private static final List<String> METRICS =
            List.of(
                    "sharpe",
                    "total_return",
                    "max_drawdown",
                    "trades",
                    "win_rate",
                    "profit_factor");

    private TopTable() {}

    static void print(JsonNode result, int rows, PrintStream out) {
        JsonNode top = result.path("top");
        JsonNode counts = result.path("counts");
        out.printf(
                "The best of %,d trials (%,d combinations, %,d skipped by constraints)%n",
                counts.path("evaluated").asLong(),
                counts.path("combinations").asLong(),
                counts.path("skipped_by_constraints").asLong());
        if (top.isEmpty()) {
            out.println("No trial is in the top: all were pruned or have no defined objective.");
            return;
        }
        List<String> parameters =
                top.get(0).path("parameters").properties().stream().map(Map.Entry::getKey).toList();
        Table table = new Table(header(parameters));
        for (int i = 0; i < Math.min(rows, top.size()); i++) {
            table.row(cells(top.get(i), parameters));
        }
        table.print(out);
    }

    private static String[] header(List<String> parameters) {
        List<String> names = new ArrayList<>(List.of("rank", "index"));
        names.addAll(parameters);
        names.addAll(METRICS);
        return names.toArray(String[]::new);
    }

    private static String[] cells(JsonNode row, List<String> parameters) {
        List<String> cells = new ArrayList<>();
        cells.add(row.path("rank").asString());
        cells.add(row.path("index").asString());
        parameters.forEach(name -> cells.add(Table.number(row.path("parameters").path(name))));
        METRICS.forEach(name -> cells.add(Table.number(row.path("metrics").path(name))));
        return cells.toArray(String[]::new);
    }
}
