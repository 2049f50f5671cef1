package io.candlegrid.benchmarks.grid;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The first 1,000 combinations of a case over a year of minutes, one thread, checked before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class GridBenchmark {

    private static final int BARS = 525_600;
    private static final int COMBINATIONS = 1_000;

    /** Which case. */
    @Param({"SMA_CROSS", "RSI_THRESHOLDS", "BAND_STOPS", "EMA_BOTH_SIDES"})
    public GridCase which = GridCase.SMA_CROSS;

    private SideBySide programs = new SideBySide(BenchGrid.of(GridCase.SMA_CROSS, 2_000));

    /** Makes the series and compares a few combinations with the scalar loop and ta4j. */
    @Setup(Level.Trial)
    public void prepare() {
        programs.close();
        programs = new SideBySide(BenchGrid.of(which, BARS));
        programs.compare(2, 1);
    }

    @TearDown(Level.Trial)
    public void close() {
        programs.close();
    }

    /** The fast engine. */
    @Benchmark
    public double fastEngine() {
        programs.fast().runFirst(COMBINATIONS, 1);
        return programs.fast().trades();
    }
}
