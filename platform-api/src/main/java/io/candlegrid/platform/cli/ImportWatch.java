package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.StartupProblem;
import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Follows an import to its end with a progress bar. */
final class ImportWatch {

    private static final long POLL_MILLIS = 250;
    private static final int REJECTED_SHOWN = 5;

    private final ApiClient api;
    private final Console console;

    ImportWatch(ApiClient api, Console console) {
        this.api = api;
        this.console = console;
    }

    /** Returns the report. */
    JsonNode toEnd(String job) throws InterruptedException {
        ProgressBar bar = new ProgressBar(console, "");
        try {
            while (true) {
                JsonNode status = api.get("/api/v1/imports/" + job);
                JsonNode progress = status.path("progress");
                if (progress.isObject()) {
                    bar.show(
                            "import",
                            progress.path("done").asLong(0),
                            progress.path("total").asLong(0),
                            0,
                            Double.NaN,
                            name(progress.path("step").asString("")));
                }
                switch (status.path("state").asString("")) {
                    case "COMPLETED" -> {
                        return status.path("report");
                    }
                    case "FAILED" ->
                            throw new StartupProblem(
                                    "The import did not end: "
                                            + status.path("failure").asString("")
                                            + " It is resumed when the platform starts again.");
                    default -> Thread.sleep(POLL_MILLIS);
                }
            }
        } finally {
            bar.finish();
        }
    }

    /** The report for people. */
    static void print(JsonNode report, PrintStream out) {
        Table table =
                new Table(
                        "file",
                        "kind",
                        "market",
                        "symbol",
                        "rows",
                        "imported",
                        "there",
                        "rejected",
                        "gaps");
        for (JsonNode file : report.path("files")) {
            table.row(
                    name(file),
                    file.path("kind").asString(),
                    file.path("market_id").asString(),
                    file.path("symbol").asString(),
                    Table.number(file.path("rows")),
                    Table.number(file.path("imported")),
                    Table.number(file.path("already_there")),
                    Table.number(rejected(file)),
                    Table.number(file.path("gaps")));
        }
        table.print(out);
        for (JsonNode file : report.path("files")) {
            file.path("rejected")
                    .valueStream()
                    .limit(REJECTED_SHOWN)
                    .forEach(row ->
                            out.println(
                                    file.path("file").asString()
                                            + ":"
                                            + row.path("line").asString()
                                            + ": "
                                            + row.path("reason").asString()));
        }
    }

    private static JsonNode rejected(JsonNode file) {
        long rest =
                file.path("rows").asLong()
                        - file.path("imported").asLong()
                        - file.path("already_there").asLong();
        return tools.jackson.databind.node.LongNode.valueOf(rest);
    }

    private static String name(JsonNode file) {
        return name(file.path("file").asString());
    }

    /** Without the folders: the whole path would push the numbers off the screen. */
    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
