package io.candlegrid.benchmarks.section;

import io.candlegrid.benchmarks.grid.BenchGrid;
import io.candlegrid.benchmarks.grid.Equality;
import io.candlegrid.benchmarks.grid.FastRun;
import io.candlegrid.benchmarks.grid.GridCase;
import io.candlegrid.benchmarks.grid.Measurement;
import io.candlegrid.benchmarks.grid.SideBySide;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One case: the fast engine beside a scalar loop and ta4j, compared first. */
public final class GridSection implements Section {

    private static final int BARS = 525_600;
    private static final int ROUNDS = 3;

    private final GridCase which;
    private final int samples;
    private final double seconds;

    public GridSection(GridCase which, boolean quick) {
        this.which = which;
        samples = quick ? 2 : 6;
        seconds = quick ? 2 : 8;
    }

    @Override
    public ObjectNode run(PrintStream console) {
        BenchGrid grid = BenchGrid.of(which, BARS);
        int threads = Runtime.getRuntime().availableProcessors();
        try (SideBySide programs = new SideBySide(grid)) {
            Equality equality = programs.compare(4 * samples, samples);
            FastRun fast = programs.fast();
            fast.run(seconds / 2, threads);
            List<Measurement> ta4j = new ArrayList<>();
            List<Measurement> trials = new ArrayList<>();
            List<Measurement> scalar = new ArrayList<>();
            List<Measurement> one = new ArrayList<>();
            List<Measurement> all = new ArrayList<>();
            // Programs take turns, so that a busy moment of the machine meets them all.
            for (int round = 0; round < ROUNDS; round++) {
                ta4j.add(programs.timeTa4j(samples));
                trials.add(programs.timeTa4jTrials(samples));
                scalar.add(programs.timeScalar(8 * samples));
                one.add(fast.run(seconds, 1));
                if (threads > 1) {
                    all.add(fast.run(seconds, threads));
                }
            }
            List<Measurement> medians = new ArrayList<>();
            medians.add(median(ta4j));
            medians.add(median(trials));
            medians.add(median(scalar));
            medians.add(median(one));
            if (threads > 1) {
                medians.add(median(all));
            }
            double bytes = fast.bytesPerCombination(1_000);
            print(console, grid, equality, medians, bytes);
            return json(grid, equality, medians, bytes, fast.trades());
        }
    }

    private static Measurement median(List<Measurement> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Measurement::rate))
                .toList()
                .get(rounds.size() / 2);
    }

    private void print(
            PrintStream console,
            BenchGrid grid,
            Equality equality,
            List<Measurement> medians,
            double bytes) {
        console.printf(
                "%n(%s) %s: %,d combinations x %,d candles%n",
                which.id(), which.title(), grid.size(), grid.bars());
        console.printf(
                "  equal: scalar loop %d combinations, %,d trades; ta4j %d combinations, %,d"
                        + " trades%n",
                equality.scalarCombinations(),
                equality.scalarTrades(),
                equality.ta4jCombinations(),
                equality.ta4jTrades());
        if (!equality.difference().isEmpty()) {
            console.println("  " + equality.difference());
        }
        Table table =
                new Table(
                        "program",
                        "threads",
                        "combinations",
                        "seconds",
                        "bar-combinations/s",
                        "per core x ta4j rules",
                        "x ta4j trials",
                        "x scalar loop");
        for (Measurement m : medians) {
            table.row(
                    m.program(),
                    Integer.toString(m.threads()),
                    Table.number("%,d", m.combinations()),
                    Table.number("%.2f", m.seconds()),
                    Table.number("%.3e", m.rate()),
                    Table.number("%,.1f", m.ratePerThread() / medians.get(0).rate()),
                    Table.number("%,.1f", m.ratePerThread() / medians.get(1).rate()),
                    Table.number("%,.1f", m.ratePerThread() / medians.get(2).rate()));
        }
        table.print(console);
        console.printf("%.1f bytes allocated per combination by the fast engine%n", bytes);
    }

    private ObjectNode json(
            BenchGrid grid,
            Equality equality,
            List<Measurement> medians,
            double bytes,
            double trades) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("title", which.title());
        node.put("combinations", grid.size());
        node.put("bars", grid.bars());
        node.set("equality", json(equality));
        ArrayNode rows = node.putArray("programs");
        for (Measurement m : medians) {
            rows.addObject()
                    .put("program", m.program())
                    .put("threads", m.threads())
                    .put("combinations", m.combinations())
                    .put("seconds", m.seconds())
                    .put("bar_combinations_per_second", m.rate())
                    .put("per_core_ratio_to_ta4j_rules", m.ratePerThread() / medians.get(0).rate())
                    .put("per_core_ratio_to_ta4j_trials", m.ratePerThread() / medians.get(1).rate())
                    .put("per_core_ratio_to_scalar", m.ratePerThread() / medians.get(2).rate());
        }
        node.put("bytes_per_combination", bytes);
        node.put("trades_of_all_runs", trades);
        return node;
    }

    private static ObjectNode json(Equality equality) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("scalar_combinations", equality.scalarCombinations())
                .put("scalar_trades", equality.scalarTrades())
                .put("max_drawdown_error", equality.maxDrawdownError())
                .put("ta4j_combinations", equality.ta4jCombinations())
                .put("ta4j_trades", equality.ta4jTrades())
                .put("ta4j_gross_return_error", equality.grossReturnError())
                .put("ta4j_difference", equality.difference())
                .put("engine_trades", equality.engineTrades());
    }
}
