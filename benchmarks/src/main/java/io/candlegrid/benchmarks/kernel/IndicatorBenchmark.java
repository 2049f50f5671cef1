package io.candlegrid.benchmarks.kernel;

import io.candlegrid.benchmarks.grid.WholePriceSeries;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
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

/**
 * A column of 100,000 bars by formula, scalar loop and ta4j, checked before; the score is the time
 * of one bar. Other indicators by {@code -p column=adx.plus_di} and the like.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@OperationsPerInvocation(IndicatorBenchmark.BARS)
public class IndicatorBenchmark {

    static final int BARS = 100_000;

    /** Indicator and output. */
    @Param({"sma.value", "ema.value", "rsi.value", "atr.value", "bbands.upper", "bbands.lower"})
    public String column = "sma.value";

    private final CandleSeries series = WholePriceSeries.of(1, BARS, 1);
    private final SeriesColumns columns = new SeriesColumns(series);
    private IndicatorColumns programs = columnOf("sma.value");

    /** Compares the programs. */
    @Setup(Level.Trial)
    public void prepare() {
        programs = columnOf(column);
        programs.requireEqual();
        programs.ta4jError();
    }

    private IndicatorColumns columnOf(String name) {
        int dot = name.indexOf('.');
        IndicatorDefinition definition =
                IndicatorRegistry.byId(name.substring(0, dot)).orElseThrow();
        return new IndicatorColumns(
                definition, name.substring(dot + 1), columns, Ta4jSeries.of(series));
    }

    @TearDown(Level.Trial)
    public void close() {
        columns.close();
    }

    /** The fast engine's formula. */
    @Benchmark
    public double[] formula() {
        return programs.fillByFormula();
    }

    /** A scalar loop. */
    @Benchmark
    public double[] loop() {
        return programs.fillByLoop();
    }

    /** ta4j, every value once. */
    @Benchmark
    public Object ta4j() {
        return programs.fillByTa4j();
    }
}
