package io.candlegrid.benchmarks.grid;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 5,000 moving-average crosses over a year of minutes, one thread, checked before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class SmaCrossGridBenchmark {

    private static final int BARS = 525_600;
    private static final int SLOW_WINDOWS = 1_000;
    private static final int FAST_WINDOWS = 5;

    private FastRun run = new FastRun(new CrossGrid(2_000, 1, 1));

    /** Makes the series and compares a few combinations with the scalar loop. */
    @Setup(Level.Trial)
    public void prepare() {
        run.close();
        CrossGrid grid = new CrossGrid(BARS, FAST_WINDOWS, SLOW_WINDOWS);
        run = new FastRun(grid);
        new SideBySide(grid, SLOW_WINDOWS).scalar(2, 2, run);
    }

    @TearDown(Level.Trial)
    public void close() {
        run.close();
    }

    /** The fast engine. */
    @Benchmark
    public double fastEngine() {
        run.run((long) FAST_WINDOWS * SLOW_WINDOWS, 1);
        return run.trades();
    }
}
