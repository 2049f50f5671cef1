package io.candlegrid.platform.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one strategy over one range. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Run the backtest of a file (a document backtest/v1) and print its report.")
final class BacktestCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "A document backtest/v1.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the report as one JSON document.")
    private boolean json;

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        byte[] document = InputFile.read(file);
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            String report = session.api().postText("/api/v1/backtests", document);
            if (json) {
                console.out().println(report.strip());
            } else {
                print(JsonMapper.shared().readTree(report));
            }
        }
        return 0;
    }

    private void print(JsonNode report) {
        JsonNode candles = report.path("candles");
        console.out()
                .printf(
                        "%,d candles from %s to %s%n",
                        candles.path("count").asLong(),
                        candles.path("first").asString(""),
                        candles.path("last").asString(""));
        Table table = new Table("metric", "value");
        report.path("metrics")
                .properties()
                .forEach(metric -> table.row(metric.getKey(), Table.number(metric.getValue())));
        table.print(console.out());
        report.path("warnings")
                .forEach(warning -> console.out().println("warning: " + warning.asString()));
    }
}
