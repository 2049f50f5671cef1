package io.candlegrid.benchmarks.section;

import io.candlegrid.benchmarks.grid.BenchGrid;
import io.candlegrid.benchmarks.grid.FastRun;
import io.candlegrid.benchmarks.grid.GridCase;
import io.candlegrid.benchmarks.grid.Measurement;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The SMA cross by threads, by candles and by combinations. */
public final class ScalingSection implements Section {

    private final boolean quick;

    public ScalingSection(boolean quick) {
        this.quick = quick;
    }

    @Override
    public ObjectNode run(PrintStream console) {
        int processors = Runtime.getRuntime().availableProcessors();
        Table table =
                new Table(
                        "scaling of the SMA cross",
                        "threads",
                        "candles",
                        "combinations",
                        "seconds",
                        "bar-combinations/s",
                        "bytes/combination");
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        try (FastRun run = new FastRun(grid(525_600, 100, 1_000))) {
            for (int threads = 1; threads <= processors; threads = next(threads, processors)) {
                run.run(quick ? 1 : 2, threads);
                add("threads", run.run(quick ? 2 : 6, threads), run, table, rows);
            }
        }
        for (int bars :
                quick
                        ? List.of(10_000, 100_000, 500_000)
                        : List.of(10_000, 100_000, 500_000, 2_000_000)) {
            try (FastRun run = new FastRun(grid(bars, 5, 1_000))) {
                run.runFirst(1_000, processors);
                add("candles", run.runFirst(5_000, processors), run, table, rows);
            }
        }
        for (int slow : quick ? List.of(10, 100) : List.of(10, 100, 1_000, 1_800)) {
            int fast = slow == 1_800 ? 556 : slow == 10 ? 100 : slow;
            try (FastRun run = new FastRun(grid(20_000, fast, slow))) {
                long combinations = Math.min(run.size(), 1_000_000);
                run.runFirst(Math.min(run.size(), 10_000), processors);
                add("combinations", run.runFirst(combinations, processors), run, table, rows);
            }
        }
        console.println();
        table.print(console);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("sma_cross", rows);
        return node;
    }

    private static int next(int threads, int processors) {
        return threads < processors ? Math.min(2 * threads, processors) : processors + 1;
    }

    /** A grid of {@code fast · slow} windows, fast ones from 5, slow ones from 200. */
    static BenchGrid grid(int bars, int fast, int slow) {
        ObjectNode space = JsonNodeFactory.instance.objectNode();
        space.putObject("fast.window").put("from", 5).put("to", 4 + fast).put("step", 1);
        space.putObject("slow.window").put("from", 200).put("to", 199 + slow).put("step", 1);
        return BenchGrid.of(GridCase.SMA_CROSS, bars, space);
    }

    private static void add(String what, Measurement m, FastRun run, Table table, ArrayNode rows) {
        double bytes = run.bytesPerCombination((int) Math.min(1_000, run.size()));
        table.row(
                what,
                Integer.toString(m.threads()),
                Table.number("%,d", m.bars()),
                Table.number("%,d", m.combinations()),
                Table.number("%.3f", m.seconds()),
                Table.number("%.3e", m.rate()),
                Table.number("%.1f", bytes));
        rows.addObject()
                .put("varies", what)
                .put("threads", m.threads())
                .put("bars", m.bars())
                .put("combinations", m.combinations())
                .put("seconds", m.seconds())
                .put("bar_combinations_per_second", m.rate())
                .put("bytes_per_combination", bytes);
    }
}
