package io.candlegrid.benchmarks.kernel;

import io.candlegrid.fastpath.simd.KernelProvider;
import io.candlegrid.fastpath.simd.KernelSupport;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Kernels over a tile of 1,024 bars; the score is the time of one bar. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@OperationsPerInvocation(KernelBenchmark.BARS)
public class KernelBenchmark {

    static final int BARS = 1024;

    private static final int WINDOW = 200;

    /** Which implementation. */
    @Param({"vector", "scalar"})
    public String support = "vector";

    private final double[] values = new double[BARS];
    private final float[] keys = new float[2 * BARS];
    private final long[] greater = new long[BARS / 64];
    private final long[] less = new long[BARS / 64];
    private final long[] equal = new long[BARS / 64];
    private final Arena arena = Arena.ofShared();
    private final MemorySegment sums =
            arena.allocate((BARS + WINDOW + 1L) * Long.BYTES, Long.BYTES);
    private KernelSupport kernels = KernelProvider.scalar();

    /** Fills the inputs and compares the implementation with the scalar one. */
    @Setup(Level.Trial)
    public void prepare() {
        kernels = support.equals("vector") ? KernelProvider.best() : KernelProvider.scalar();
        Random random = new Random(1);
        long sum = 0;
        for (int i = 0; i <= BARS + WINDOW; i++) {
            sums.setAtIndex(ValueLayout.JAVA_LONG, i, sum);
            sum += 5_000_000 + random.nextInt(10_000);
        }
        double[] expected = new double[BARS];
        KernelProvider.scalar().windowMeans(sums, WINDOW, BARS, WINDOW, WINDOW * 100, expected, 0);
        means();
        if (!Arrays.equals(values, expected)) {
            throw new IllegalStateException("means differ");
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (float) values[i % BARS] + random.nextInt(3) - 1;
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        arena.close();
    }

    /** Means of windows from prefix sums. */
    @Benchmark
    public double[] means() {
        kernels.windowMeans(sums, WINDOW, BARS, WINDOW, WINDOW * 100, values, 0);
        return values;
    }

    /** Doubles rounded to keys. */
    @Benchmark
    public float[] narrow() {
        kernels.narrow(values, keys, 0, BARS);
        return keys;
    }

    /** Two columns of keys compared into words. */
    @Benchmark
    public long[] order() {
        kernels.order(keys, 0, keys, BARS, BARS / 64, greater, 0, less, equal);
        return greater;
    }
}
