package io.candlegrid.fastpath.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
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
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How a search is divided, stopped and bounded changes nothing of its results. */
class GridSearchTest {

    private static final long BUDGET = 1L << 30;

    private final CandleSeries series =
            RandomSeries.of(7, RandomSeries.spot(), Timeframe.M1, 20_000);

    @Test
    void shouldGiveTheSameRowsHoweverTheIndicesAreDivided() {
        OptimizationSpec spec = crosses("sma", 2, 21, 10, 49);
        List<double[]> whole = new ArrayList<>();
        try (GridSearch search = GridSearch.open(spec, series, BUDGET)) {
            search.run(0, 800, trial -> whole.add(row(trial)), () -> false);
            for (int batch : new int[] {1, 7, 40, 333}) {
                List<double[]> parts = new ArrayList<>();
                for (long from = 0; from < 800; from += batch) {
                    long to = Math.min(800, from + batch);
                    assertThat(search.run(from, to, trial -> parts.add(row(trial)), () -> false))
                            .isEqualTo(to);
                }
                assertThat(Arrays.deepEquals(parts.toArray(), whole.toArray()))
                        .as("equal rows in batches of %d", batch)
                        .isTrue();
            }
        }
    }

    @Test
    void shouldGiveTheSameRowsOnSeveralThreads() throws Exception {
        OptimizationSpec spec = crosses("ema", 2, 11, 10, 29);
        double[][] expected = new double[200][];
        double[][] got = new double[200][];
        try (GridSearch search = GridSearch.open(spec, series, BUDGET);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            search.run(0, 200, trial -> expected[(int) trial.index()] = row(trial), () -> false);
            List<Future<?>> parts = new ArrayList<>();
            for (long from = 0; from < 200; from += 25) {
                long start = from;
                parts.add(
                        threads.submit(() ->
                                search.run(
                                        start,
                                        start + 25,
                                        trial -> got[(int) trial.index()] = row(trial),
                                        () -> false)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
        assertThat(Arrays.deepEquals(got, expected)).as("equal rows on 4 threads").isTrue();
    }

    @Test
    void shouldReturnTheNextIndexWhenStopped() {
        OptimizationSpec spec = crosses("sma", 2, 21, 10, 49);
        try (GridSearch search = GridSearch.open(spec, series, BUDGET)) {
            List<Long> seen = new ArrayList<>();
            assertThat(search.run(5, 800, trial -> seen.add(trial.index()), () -> true))
                    .isEqualTo(5);
            assertThat(seen).isEmpty();
            long next = search.run(5, 800, trial -> seen.add(trial.index()), () -> !seen.isEmpty());
            assertThat(seen).first().isEqualTo(5L);
            assertThat(seen).last().isEqualTo(next - 1);
        }
    }

    @Test
    void shouldAllocateNothingPerCombination() {
        OptimizationSpec spec = crosses("sma", 2, 31, 40, 139);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] sums = new double[1];
        // The JDK's StrictMath.pow, which cagr is defined by, takes 96 bytes.
        long most = 3000 * 97;
        TrialSink sink = trial -> sums[0] += trial.metric(Metric.TRADES);
        try (GridSearch search = GridSearch.open(spec, series, BUDGET)) {
            long bytes = Long.MAX_VALUE;
            // Vectors are allocated until the compiler has seen the loops.
            for (int run = 0; run < 100 && bytes > most; run++) {
                long before = memory.getCurrentThreadAllocatedBytes();
                search.run(0, 3000, sink, () -> false);
                bytes = memory.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(bytes).as("bytes for 3000 combinations").isLessThanOrEqualTo(most);
        }
        assertThat(sums[0]).isPositive();
    }

    @Test
    void shouldTakeAsMuchMemoryForMoreCombinations() {
        long few;
        try (GridSearch search = GridSearch.open(crosses("sma", 2, 3, 10, 11), series, BUDGET)) {
            few = search.bytes(2);
        }
        try (GridSearch search =
                GridSearch.open(crosses("sma", 2, 999, 1000, 1999), series, BUDGET)) {
            assertThat(search.bytes(2)).isEqualTo(few);
        }
    }

    @Test
    void shouldTakeNoMoreForColumnsThanItSaidBefore() {
        for (long seed = 0; seed < 60; seed++) {
            CandleSeries short1m = RandomSeries.minutes(seed, RandomSeries.futures(), 1500);
            OptimizationSpec spec =
                    RandomGrids.of(
                            seed,
                            Scope.EVERYTHING,
                            Timeframe.M1,
                            RandomSeries.range(seed, short1m),
                            Pruning.NONE);
            try (GridSearch search = GridSearch.open(spec, short1m, BUDGET)) {
                long most = search.bytes(0);
                search.run(0, spec.space().size(), trial -> {}, () -> false);

                assertThat(search.columnBytes()).as("seed %d", seed).isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void shouldRefuseABudgetThatIsTooSmall() {
        assertThatThrownBy(() -> GridSearch.open(crosses("sma", 2, 3, 10, 11), series, 1L << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but only 1 MiB are allowed");
    }

    @Test
    void shouldRefuseAWindowOverWhichSumsAreNotExact() {
        int bars = 3000;
        long[] time = new long[bars];
        long[] price = new long[bars];
        for (int i = 0; i < bars; i++) {
            time[i] = i * 60_000L;
            price[i] = 8_000_000_000_000_000L;
        }
        CandleSeries large =
                new CandleSeries(
                        RandomSeries.spot(),
                        Timeframe.M1,
                        time,
                        price,
                        price,
                        price,
                        price,
                        price,
                        0,
                        0,
                        new int[bars],
                        List.of());
        TimeRange range = TimeRange.of(Instant.EPOCH, Instant.ofEpochMilli(bars * 60_000L));
        OptimizationSpec spec = crosses("sma", 2, 3, 1000, 1500);
        OptimizationSpec over =
                new OptimizationSpec(
                        spec.strategy(),
                        range,
                        10_000,
                        spec.space(),
                        spec.objective(),
                        10,
                        Pruning.NONE);
        assertThatThrownBy(() -> GridSearch.open(over, large, BUDGET))
                .hasMessageContaining("indicator slow (sma of close) can't be exact")
                .hasMessageContaining("a sum of 1500");
    }

    private static double[] row(TrialView trial) {
        double[] row = new double[Metric.COUNT + 1];
        double[] again = new double[Metric.COUNT + 1];
        trial.copyMetrics(row);
        for (Metric metric : Metric.values()) {
            again[metric.ordinal()] = trial.metric(metric);
        }
        assertThat(Arrays.equals(row, again)).as("both ways to read metrics").isTrue();
        row[Metric.COUNT] = trial.index();
        return row;
    }

    private OptimizationSpec crosses(
            String type, int fastFrom, int fastTo, int slowFrom, int slowTo) {
        Operand fast = new Operand.IndicatorOutput("fast", "value");
        Operand slow = new Operand.IndicatorOutput("slow", "value");
        TreeMap<String, IndicatorUse> indicators = new TreeMap<>();
        for (String id : List.of("fast", "slow")) {
            TreeMap<String, Double> params = new TreeMap<>();
            params.put("window", 20.0);
            indicators.put(id, new IndicatorUse(type, params, PriceSource.CLOSE));
        }
        StrategySpec strategy =
                new StrategySpec(
                        series.instrument(),
                        Timeframe.M1,
                        indicators,
                        new SideRules(
                                new Rule.Cross(Rule.CrossDirection.ABOVE, fast, slow),
                                new Rule.Cross(Rule.CrossDirection.BELOW, fast, slow)),
                        null,
                        new TreeMap<>(),
                        Stops.NONE,
                        Sizing.ALL_IN,
                        new Execution(
                                Execution.Fill.CLOSE,
                                0.05,
                                null,
                                0.01,
                                Execution.Intrabar.PESSIMISTIC,
                                1,
                                false));
        return new OptimizationSpec(
                strategy,
                TimeRange.of(
                        Instant.ofEpochMilli(series.tsOpenMillis()[0]),
                        Instant.ofEpochMilli(series.tsCloseMillis(series.bars() - 1))),
                10_000,
                new ParameterSpace(
                        List.of(
                                window("fast.window", fastFrom, fastTo),
                                window("slow.window", slowFrom, slowTo)),
                        List.of()),
                Metric.SHARPE,
                10,
                Pruning.NONE);
    }

    private static Axis window(String name, int from, int to) {
        return new Axis.Range(
                name, BigDecimal.valueOf(from), BigDecimal.valueOf(to), BigDecimal.ONE);
    }
}
