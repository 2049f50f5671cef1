package io.candlegrid.benchmarks.section;

import io.candlegrid.benchmarks.grid.WholePriceSeries;
import io.candlegrid.benchmarks.kernel.IndicatorColumns;
import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.fastpath.indicator.ColumnFormulas;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.io.PrintStream;
import java.util.Arrays;
import org.ta4j.core.BarSeries;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every indicator of the registry: a column by formula, by scalar loop and by ta4j. */
public final class KernelSection implements Section {

    private static final int WARM_UPS = 30;

    private final int bars;
    private final int rounds;

    public KernelSection(boolean quick) {
        bars = quick ? 100_000 : 500_000;
        rounds = quick ? 21 : 41;
    }

    @Override
    public ObjectNode run(PrintStream console) {
        CandleSeries series = WholePriceSeries.of(1, bars, 1);
        BarSeries ta4j = Ta4jSeries.of(series);
        Table table =
                new Table(
                        "column of " + Table.number("%,d", bars) + " candles",
                        "formula ns/bar",
                        "loop ns/bar",
                        "ta4j ns/bar",
                        "x loop",
                        "x ta4j",
                        "bytes",
                        "difference from ta4j");
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        try (SeriesColumns columns = new SeriesColumns(series)) {
            for (IndicatorDefinition definition : IndicatorRegistry.all()) {
                if (ColumnFormulas.isKnown(definition.id())) {
                    for (String output : definition.outputs()) {
                        add(definition, output, columns, ta4j, table, rows);
                    }
                }
            }
        }
        console.println("\nIndicators, formula and loop equal bit by bit (* the registry's loop)");
        table.print(console);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("bars", bars);
        node.set("columns", rows);
        return node;
    }

    private void add(
            IndicatorDefinition definition,
            String output,
            SeriesColumns columns,
            BarSeries bars,
            Table table,
            ArrayNode rows) {
        IndicatorColumns column = new IndicatorColumns(definition, output, columns, bars);
        column.requireEqual();
        double error = column.ta4jError();
        for (int i = 0; i < WARM_UPS; i++) {
            column.fillByFormula();
            column.fillByLoop();
        }
        double[] formula = new double[rounds];
        double[] loop = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            formula[i] = nanosPerBar(column::fillByFormula);
            loop[i] = nanosPerBar(column::fillByLoop);
        }
        double[] ta4j = new double[3];
        for (int i = 0; i < ta4j.length; i++) {
            ta4j[i] = Double.isNaN(error) ? Double.NaN : nanosPerBar(column::fillByTa4j);
        }
        String name = definition.id() + (output.equals("value") ? "" : "." + output);
        double ours = median(formula);
        long bytes = column.bytesOfFormula();
        table.row(
                name,
                Table.number("%.2f", ours),
                Table.number("%.2f", median(loop)) + (column.isByHand() ? "" : "*"),
                orDash("%.1f", median(ta4j)),
                Table.number("%.2f", median(loop) / ours),
                orDash("%,.0f", median(ta4j) / ours),
                Long.toString(bytes),
                orDash("%.1e", error));
        ObjectNode row = rows.addObject();
        row.put("column", name);
        row.put("formula_ns_per_bar", ours);
        row.put("loop_ns_per_bar", median(loop));
        row.put("loop_by_hand", column.isByHand());
        row.put("ratio_to_loop", median(loop) / ours);
        row.put("bytes_allocated", bytes);
        if (!Double.isNaN(error)) {
            row.put("ta4j_ns_per_bar", median(ta4j));
            row.put("ratio_to_ta4j", median(ta4j) / ours);
            row.put("ta4j_relative_error", error);
            row.put("ta4j_same_definition", column.isSameDefinition());
        }
    }

    private double nanosPerBar(Runnable fill) {
        long start = System.nanoTime();
        fill.run();
        return (System.nanoTime() - start) / (double) bars;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String orDash(String format, double value) {
        return Double.isNaN(value) ? "-" : Table.number(format, value);
    }
}
