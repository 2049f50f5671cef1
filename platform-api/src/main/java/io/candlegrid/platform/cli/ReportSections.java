package io.candlegrid.platform.cli;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Prints the sections of a report that were asked for, as tables. */
final class ReportSections {

    private static final List<String> FIGURES =
            List.of("total_return", "sharpe", "max_drawdown", "trades", "win_rate", "fees_paid");
    private static final int MOST_BARS = 20;

    private final PrintStream out;

    ReportSections(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode report) {
        if (report.path("policies").isObject()) {
            policies(report.path("policies"));
        }
        if (report.path("costs").isObject()) {
            costs(report.path("costs"));
        }
    }

    private void policies(JsonNode policies) {
        out.println();
        out.printf(
                "Bars that touch stop and profit, chosen: %s%n",
                policies.path("chosen").asString());
        Table table = new Table("metric", "pessimistic", "optimistic", "path");
        for (String figure : FIGURES) {
            JsonNode metrics = policies.path("metrics");
            table.row(
                    figure,
                    Table.number(metrics.path("pessimistic").path(figure)),
                    Table.number(metrics.path("optimistic").path(figure)),
                    Table.number(metrics.path("path").path(figure)));
        }
        table.print(out);
        JsonNode bars = policies.path("ambiguous_bars");
        out.printf(
                "%,d ambiguous bars, %,d trades differ%n",
                bars.size(), policies.path("trades_that_differ").size());
        if (bars.isEmpty()) {
            return;
        }
        Table list =
                new Table("bar", "side", "open", "high", "low", "close", "adverse", "take_profit");
        for (int i = 0; i < Math.min(bars.size(), MOST_BARS); i++) {
            JsonNode bar = bars.get(i);
            list.row(
                    bar.path("ts_open").asString(),
                    bar.path("side").asString(),
                    Table.number(bar.path("open")),
                    Table.number(bar.path("high")),
                    Table.number(bar.path("low")),
                    Table.number(bar.path("close")),
                    bar.path("adverse").asString()
                            + " "
                            + Table.number(bar.path(bar.path("adverse").asString())),
                    Table.number(bar.path("take_profit")));
        }
        list.print(out);
        if (bars.size() > MOST_BARS) {
            out.printf("… and %,d more; --json has them all%n", bars.size() - MOST_BARS);
        }
    }

    private void costs(JsonNode costs) {
        out.println();
        out.println("Costs");
        Table table =
                new Table("case", "fee_pct", "slippage_pct", "total_return", "sharpe", "fees_paid");
        for (JsonNode row : costs.path("rows")) {
            JsonNode metrics = row.path("metrics");
            table.row(
                    row.path("case").asString(),
                    Table.number(row.path("fee_pct")),
                    Table.number(row.path("slippage_pct")),
                    Table.number(metrics.path("total_return")),
                    Table.number(metrics.path("sharpe")),
                    Table.number(metrics.path("fees_paid")));
        }
        table.print(out);
        JsonNode breakEven = costs.path("break_even");
        out.println(
                switch (breakEven.path("verdict").asString()) {
                    case "found" ->
                            "break-even fee: "
                                    + Table.number(breakEven.path("fee_pct"))
                                    + " % a fill";
                    case "above_bound" ->
                            "break-even fee: above "
                                    + Table.number(breakEven.path("bound_pct"))
                                    + " % a fill, the largest that is tried";
                    case "no_trades" -> "break-even fee: none, nothing was traded";
                    default -> "break-even fee: none, it loses without any fee";
                });
    }
}
