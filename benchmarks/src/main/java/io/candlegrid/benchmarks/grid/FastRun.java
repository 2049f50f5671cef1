package io.candlegrid.benchmarks.grid;

import com.sun.management.ThreadMXBean;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.fastpath.optimization.GridSearch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

/** A grid on the fast engine, in batches as a job gives them, by several threads. */
public final class FastRun implements AutoCloseable {

    private static final long MEMORY = 1L << 30;
    private static final int BATCH = 5_000;

    private final CrossGrid grid;
    private final GridSearch search;
    private final DoubleAdder trades = new DoubleAdder();

    public FastRun(CrossGrid grid) {
        this.grid = grid;
        search = GridSearch.open(grid.spec(), grid.series(), MEMORY);
    }

    /** Runs the first combinations of the grid. */
    public Measurement run(long combinations, int threads) {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                parts.add(executor.submit(() -> runBatches(next, combinations)));
            }
            for (Future<?> part : parts) {
                await(part);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement("fast engine", threads, combinations, grid.series().bars(), seconds);
    }

    private void runBatches(AtomicLong next, long end) {
        long from;
        while ((from = next.getAndAdd(BATCH)) < end) {
            double[] sum = new double[1];
            search.run(
                    from,
                    Math.min(end, from + BATCH),
                    trial -> sum[0] += trial.metric(Metric.TRADES),
                    () -> false);
            trades.add(sum[0]);
        }
    }

    /** Closed trades of all runs so far, so that no work is left out by a compiler. */
    public double trades() {
        return trades.sum();
    }

    /** Bytes that the calling thread allocates per combination; run often enough before. */
    public double bytesPerCombination(long combinations) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        runBatches(new AtomicLong(), combinations);
        return (memory.getCurrentThreadAllocatedBytes() - before) / (double) combinations;
    }

    /** {@code double[Metric.COUNT]} of one combination. */
    double[] metrics(long index) {
        double[] metrics = new double[Metric.COUNT];
        search.run(index, index + 1, trial -> trial.copyMetrics(metrics), () -> false);
        return metrics;
    }

    @Override
    public void close() {
        search.close();
    }

    private static void await(Future<?> part) {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the search failed", e.getCause());
        }
    }
}
