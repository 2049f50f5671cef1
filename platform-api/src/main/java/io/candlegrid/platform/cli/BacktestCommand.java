package io.candlegrid.platform.cli;

import java.nio.file.Path;
import java.util.List;
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

    @Option(
            names = "--sections",
            split = ",",
            paramLabel = "SECTION",
            description = {
                "Parts that take further runs, by comma: policies (the three ways to read a bar that"
                        + " touches stop and profit), costs (other fees, a tick of slippage, the"
                        + " break-even fee)."
            })
    private List<String> sections = List.of();

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        byte[] document = InputFile.read(file);
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            String report = session.api().postText(path(), document);
            if (json) {
                console.out().println(report.strip());
            } else {
                print(JsonMapper.shared().readTree(report));
            }
        }
        return 0;
    }

    private String path() {
        return sections.isEmpty()
                ? "/api/v1/backtests"
                : "/api/v1/backtests?sections=" + ApiClient.encode(String.join(",", sections));
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
        new ReportSections(console.out()).print(report);
        report.path("warnings")
                .forEach(warning -> console.out().println("warning: " + warning.asString()));
    }
}
