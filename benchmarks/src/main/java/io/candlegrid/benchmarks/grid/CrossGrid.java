package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Crosses of two simple moving averages, {@code fastWindows · slowWindows} combinations, 100 slow
 * windows and more to each fast one; bought and sold at the close with a fee.
 */
public final class CrossGrid {

    /** Percent of each fill's notional. */
    public static final double FEE_PCT = 0.1;

    static final double INITIAL_EQUITY = 10_000;

    private static final int FIRST_FAST = 5;
    private static final int FIRST_SLOW = 110;

    private final CandleSeries series;
    private final int fastWindows;
    private final int slowWindows;

    /** A grid over seeded random candles. */
    public CrossGrid(int bars, int fastWindows, int slowWindows) {
        series = WholePriceSeries.of(bars, 1);
        this.fastWindows = fastWindows;
        this.slowWindows = slowWindows;
    }

    public CandleSeries series() {
        return series;
    }

    /** Number of combinations. */
    public long size() {
        return (long) fastWindows * slowWindows;
    }

    /** The fast window of an index; the slow one is the inner axis. */
    int fastWindow(long index) {
        return FIRST_FAST + (int) (index / slowWindows);
    }

    int slowWindow(long index) {
        return FIRST_SLOW + (int) (index % slowWindows);
    }

    TimeRange range() {
        return TimeRange.of(
                Instant.ofEpochMilli(series.tsOpenMillis()[0]),
                Instant.ofEpochMilli(series.tsCloseMillis(series.bars() - 1)));
    }

    /** The search of the whole grid. */
    public OptimizationSpec spec() {
        return new OptimizationSpec(
                strategy(FIRST_FAST, FIRST_SLOW),
                range(),
                INITIAL_EQUITY,
                new ParameterSpace(
                        List.of(
                                window("fast.window", FIRST_FAST, fastWindows),
                                window("slow.window", FIRST_SLOW, slowWindows)),
                        List.of()),
                Metric.SHARPE,
                500,
                Pruning.NONE);
    }

    StrategySpec strategy(int fast, int slow) {
        Operand fastValue = new Operand.IndicatorOutput("fast", "value");
        Operand slowValue = new Operand.IndicatorOutput("slow", "value");
        TreeMap<String, IndicatorUse> indicators = new TreeMap<>();
        indicators.put("fast", average(fast));
        indicators.put("slow", average(slow));
        return new StrategySpec(
                series.instrument(),
                series.timeframe(),
                indicators,
                new SideRules(
                        new Rule.Cross(Rule.CrossDirection.ABOVE, fastValue, slowValue),
                        new Rule.Cross(Rule.CrossDirection.BELOW, fastValue, slowValue)),
                null,
                new TreeMap<>(),
                Stops.NONE,
                Sizing.ALL_IN,
                new Execution(
                        Execution.Fill.CLOSE,
                        FEE_PCT,
                        null,
                        0,
                        Execution.Intrabar.PESSIMISTIC,
                        1,
                        false));
    }

    private static IndicatorUse average(int window) {
        TreeMap<String, Double> params = new TreeMap<>();
        params.put("window", (double) window);
        return new IndicatorUse("sma", params, PriceSource.CLOSE);
    }

    private static Axis window(String name, int from, int count) {
        return new Axis.Range(
                name,
                BigDecimal.valueOf(from),
                BigDecimal.valueOf(from + count - 1L),
                BigDecimal.ONE);
    }
}
