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

    private static final long MEMORY = 2L << 30;

    private final BenchGrid grid;
    private final int batch;
    private final GridSearch search;
    private final DoubleAdder trades = new DoubleAdder();

    public FastRun(BenchGrid grid) {
        this.grid = grid;
        batch = grid.which().batch();
        search = GridSearch.open(grid.spec(), grid.series(), MEMORY);
    }

    /** Combinations of the grid. */
    public long size() {
        return grid.size();
    }

    /** Runs batches spread over the grid for about some time, or until the grid is done. */
    public Measurement run(double seconds, int threads) {
        long batches = (grid.size() + batch - 1) / batch;
        long stride = strideOf(batches);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        parallel(
                threads,
                () -> {
                    long k;
                    while ((k = next.getAndIncrement()) < batches && System.nanoTime() < end) {
                        long from = k * stride % batches * batch;
                        long to = Math.min(grid.size(), from + batch);
                        done.addAndGet(runRange(from, to, end) - from);
                    }
                });
        return measurement(threads, done.get(), start);
    }

    /** Runs the first combinations of the grid. */
    public Measurement runFirst(long combinations, int threads) {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        parallel(
                threads,
                () -> {
                    long from;
                    while ((from = next.getAndAdd(batch)) < combinations) {
                        runRange(from, Math.min(combinations, from + batch), Long.MAX_VALUE);
                    }
                });
        return measurement(threads, combinations, start);
    }

    private Measurement measurement(int threads, long combinations, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement("fast engine", threads, combinations, grid.bars(), seconds);
    }

    /** Coprime to the number of batches and near its golden section, so that all parts come. */
    private static long strideOf(long batches) {
        long stride = Math.max(1, Math.round(batches * 0.618));
        while (gcd(stride, batches) != 1) {
            stride++;
        }
        return stride;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private long runRange(long from, long to, long endNanos) {
        double[] sum = new double[1];
        long next =
                search.run(
                        from,
                        to,
                        trial -> sum[0] += trial.metric(Metric.TRADES),
                        () -> System.nanoTime() >= endNanos);
        trades.add(sum[0]);
        return next;
    }

    /** Closed trades of all runs so far, so that no work is left out by a compiler. */
    public double trades() {
        return trades.sum();
    }

    /**
     * Bytes that the calling thread allocates per combination of the grid's beginning; run before,
     * so that what is kept between batches is there.
     */
    public double bytesPerCombination(int combinations) {
        runRange(0, combinations, Long.MAX_VALUE);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        runRange(0, combinations, Long.MAX_VALUE);
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

    private static void parallel(int threads, Runnable work) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                parts.add(executor.submit(work));
            }
            for (Future<?> part : parts) {
                await(part);
            }
        }
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
