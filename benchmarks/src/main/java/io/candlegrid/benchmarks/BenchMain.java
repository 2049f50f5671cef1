package io.candlegrid.benchmarks;

import io.candlegrid.benchmarks.grid.CrossGrid;
import io.candlegrid.benchmarks.grid.FastRun;
import io.candlegrid.benchmarks.grid.Measurement;
import io.candlegrid.benchmarks.grid.SideBySide;
import io.candlegrid.fastpath.simd.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the same grid of moving-average crosses by ta4j, a scalar loop and the fast engine, checks
 * that they agree, prints a table with the ratios and writes JSON.
 *
 * <p>{@code benchmarks.jar [--quick] [--out FILE] | jmh [JMH arguments]}. The JVM needs the flags
 * of the start script.
 */
public final class BenchMain {

    private static final int BARS = 525_600;
    private static final int SLOW_WINDOWS = 1_000;

    private BenchMain() {}

    /** Entry of the jar. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        List<String> given = new ArrayList<>(List.of(args));
        boolean quick = given.remove("--quick");
        Path out = Path.of("benchmarks.json");
        int at = given.indexOf("--out");
        if (at >= 0 && at + 1 < given.size()) {
            out = Path.of(given.get(at + 1));
            given.subList(at, at + 2).clear();
        }
        PrintStream console = System.out;
        if (!given.isEmpty()) {
            console.println("usage: [--quick] [--out FILE] | jmh [JMH arguments]; not " + given);
            System.exit(2);
        }
        run(quick, out, console);
    }

    private static void run(boolean quick, Path out, PrintStream console) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        int fastWindows = quick ? 10 : 100;
        CrossGrid grid = new CrossGrid(BARS, fastWindows, SLOW_WINDOWS);
        SideBySide peers = new SideBySide(grid, SLOW_WINDOWS);
        List<Measurement> all = new ArrayList<>();
        double bytes;
        try (FastRun fast = new FastRun(grid)) {
            console.println("Comparing and timing ta4j ...");
            all.add(peers.ta4j(1, quick ? 2 : 4));
            console.println("Comparing and timing the scalar loop ...");
            all.add(peers.scalar(2, quick ? 10 : 50, fast));
            console.println("Timing the fast engine ...");
            fast.run(10_000, threads);
            all.add(fast.run(10_000, 1));
            if (threads > 1) {
                all.add(fast.run(grid.size(), threads));
            }
            bytes = fast.bytesPerCombination(5_000);
        }
        print(all, bytes, console);
        Files.writeString(out, json(all, bytes).toPrettyString(), StandardCharsets.UTF_8);
        console.println("Written to " + out.toAbsolutePath());
    }

    private static void print(List<Measurement> all, double bytes, PrintStream console) {
        double slowest = all.getFirst().ratePerThread();
        console.printf(
                Locale.ROOT,
                "%nSMA cross, %,d candles, results equal; %s, Java %s%n",
                BARS,
                Kernels.SUPPORT.description(),
                Runtime.version());
        console.printf(
                "%-14s %7s %12s %9s %18s %14s%n",
                "program",
                "threads",
                "combinations",
                "seconds",
                "bar-combinations/s",
                "x per core");
        for (Measurement m : all) {
            console.printf(
                    Locale.ROOT,
                    "%-14s %7d %,12d %9.2f %18.3e %,14.0f%n",
                    m.program(),
                    m.threads(),
                    m.combinations(),
                    m.seconds(),
                    m.rate(),
                    m.ratePerThread() / slowest);
        }
        Measurement scalar = all.get(1);
        Measurement fast = all.get(2);
        console.printf(
                Locale.ROOT,
                "fast engine per core: %,.0f x ta4j, %,.1f x the scalar loop; %.0f bytes allocated"
                        + " per combination%n",
                fast.ratePerThread() / slowest,
                fast.ratePerThread() / scalar.ratePerThread(),
                bytes);
    }

    private static ObjectNode json(List<Measurement> all, double bytes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", "benchmarks/v1");
        document.put("java", Runtime.version().toString());
        document.put("kernels", Kernels.SUPPORT.description());
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("bytes_per_combination", bytes);
        ArrayNode rows = document.putArray("sma_cross");
        for (Measurement m : all) {
            ObjectNode row = rows.addObject();
            row.put("program", m.program());
            row.put("threads", m.threads());
            row.put("combinations", m.combinations());
            row.put("bars", m.bars());
            row.put("seconds", m.seconds());
            row.put("bar_combinations_per_second", m.rate());
            row.put("per_core_ratio_to_ta4j", m.ratePerThread() / all.getFirst().ratePerThread());
        }
        return document;
    }
}
