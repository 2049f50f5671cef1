package io.candlegrid.benchmarks.grid;

import com.sun.management.ThreadMXBean;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.fastpath.optimization.GridSearch;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A process that searches some combinations of the SMA cross, keeps the best 500 and says what
 * memory it took.
 */
public final class MemoryChild {

    private static final int BARS = 20_000;
    private static final int BATCH = 5_000;
    private static final int TOP = 500;
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryChild() {}

    /** Takes the number of combinations, at most 1,000,000; prints one JSON object. */
    public static void main(String[] args) throws IOException {
        long combinations = Long.parseLong(args[0]);
        ObjectNode space = JsonNodeFactory.instance.objectNode();
        space.putObject("fast.window").put("from", 5).put("to", 1004).put("step", 1);
        space.putObject("slow.window").put("from", 1005).put("to", 2000).put("step", 1);
        space.putArray("execution.fee_pct").add(0.1).add(0.2);
        BenchGrid grid = BenchGrid.of(GridCase.SMA_CROSS, BARS, space);
        TopTrials top = new TopTrials(Metric.SHARPE, TOP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        try (GridSearch search = GridSearch.open(grid.spec(), grid.series(), 1L << 30)) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            for (long from = 0; from < combinations; from += BATCH) {
                search.run(
                        from,
                        Math.min(combinations, from + BATCH),
                        trial -> top.add(trial.metric(Metric.SHARPE), trial.index()),
                        () -> false);
            }
            ObjectNode answer = memory(search);
            answer.put("allocated_bytes", threads.getCurrentThreadAllocatedBytes() - allocated);
            System.gc();
            answer.put(
                    "live_heap_bytes",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            answer.put("off_heap_bytes", search.bytes(1));
            answer.put("combinations", combinations);
            answer.put("bars", BARS);
            answer.put("top", top.size());
            answer.put("seconds", (System.nanoTime() - start) / 1e9);
            System.out.println(answer);
        }
    }

    private static ObjectNode memory(GridSearch search) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (Files.isReadable(STATUS)) {
            List<String> lines = Files.readAllLines(STATUS);
            return node.put("measure", "resident, /proc/self/status")
                    .put("peak_bytes", kibibytes(lines, "VmHWM:") << 10)
                    .put("end_bytes", kibibytes(lines, "VmRSS:") << 10);
        }
        long bytes =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()
                        + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted()
                        + search.bytes(1)
                        + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                                .sum();
        return node.put("measure", "committed heap and off-heap")
                .put("peak_bytes", bytes)
                .put("end_bytes", bytes);
    }

    private static long kibibytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
