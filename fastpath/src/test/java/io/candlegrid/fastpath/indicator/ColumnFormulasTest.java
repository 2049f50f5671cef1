package io.candlegrid.fastpath.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import io.candlegrid.fastpath.strategy.OperandTiles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas have the bits of the reference indicators, however the bars are cut into tiles. */
class ColumnFormulasTest {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final int[] BARS = {
        0, 1, 2, 63, 64, 65, 1022, 1023, 1024, 1025, 1026, 2047, 2048, 2049, 3100
    };

    static Stream<String> types() {
        return IndicatorRegistry.all().stream().map(IndicatorDefinition::id);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGiveTheBitsOfTheReferenceAcrossTileEdges(String type) {
        for (int round = 0; round < 12; round++) {
            Random random = new Random(round);
            CandleSeries series = RandomSeries.minutes(round, RandomSeries.spot(), 6000);
            IndicatorUse use = draw(type, round, random);
            for (int bars : BARS) {
                CandleSeries part = series.prefix(Math.min(bars, series.bars()));
                check(use, part, fixedTiles(part.bars(), OperandTiles.BARS), random);
            }
            check(use, series, drawnTiles(series.bars(), random), random);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldGiveTheBitsOfTheReferenceWhereNothingMoves(String type) {
        Random random = new Random(7);
        CandleSeriesBuilder builder = new CandleSeriesBuilder(RandomSeries.spot());
        for (int i = 0; i < 1500; i++) {
            // Quiet for long, then one bar that moves.
            double price = i == 700 ? 6 : 5;
            builder.add(i * 60_000L, price, price, 5, price, i % 400 == 399 ? 2 : 0);
        }
        CandleSeries series = builder.build();
        for (int round = 0; round < 6; round++) {
            IndicatorUse use = draw(type, round, random);
            check(use, series, fixedTiles(series.bars(), OperandTiles.BARS), random);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldAllocateNothing(String type) {
        CandleSeries series = RandomSeries.minutes(1, RandomSeries.spot(), 4 * OperandTiles.BARS);
        IndicatorUse use = draw(type, 0, new Random(1));
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (SeriesColumns columns = new SeriesColumns(series)) {
            for (String output : IndicatorRegistry.indicator(type).definition().outputs()) {
                ColumnFormula formula = ColumnFormulas.of(use, output, columns);
                double[] out = new double[OperandTiles.BARS];
                double[] state = new double[formula.stateSize()];
                double[] scratch = new double[OperandTiles.BARS];
                List<int[]> tiles = fixedTiles(series.bars(), OperandTiles.BARS);
                long bytes = Long.MAX_VALUE;
                // Vectors and boxes of memory segments go once the compiler is done with the loops.
                long end = System.nanoTime() + PATIENCE_NANOS;
                while (bytes > 0 && System.nanoTime() < end) {
                    long before = memory.getCurrentThreadAllocatedBytes();
                    for (int t = 0; t < tiles.size(); t++) {
                        int[] tile = tiles.get(t);
                        formula.fill(tile[0], tile[1], out, 0, state, 0, scratch);
                    }
                    bytes = memory.getCurrentThreadAllocatedBytes() - before;
                }
                assertThat(bytes).as("bytes of %s.%s", type, output).isZero();
            }
        }
    }

    private static void check(
            IndicatorUse use, CandleSeries series, List<int[]> tiles, Random random) {
        Indicator indicator = IndicatorRegistry.indicator(use.type());
        double[][] expected = indicator.compute(use, series);
        List<String> outputs = indicator.definition().outputs();
        try (SeriesColumns columns = new SeriesColumns(series)) {
            for (int i = 0; i < outputs.size(); i++) {
                ColumnFormula formula = ColumnFormulas.of(use, outputs.get(i), columns);
                String what = outputs.get(i) + " of " + use + ", " + series.bars() + " bars";
                assertThat(formula.firstDefinedBar())
                        .as(what)
                        .isEqualTo(indicator.firstDefinedBar(use, i));
                double[] actual = fill(formula, series.bars(), tiles, random);
                int difference = Arrays.mismatch(actual, expected[i]);
                assertThat(difference)
                        .as(() -> what + ": " + actual[difference] + " instead of the reference")
                        .isEqualTo(-1);
            }
        }
    }

    private static double[] fill(
            ColumnFormula formula, int bars, List<int[]> tiles, Random random) {
        int before = random.nextInt(5);
        int stateAt = random.nextInt(5);
        double[] out = new double[before + bars];
        double[] state = random.doubles(stateAt + formula.stateSize() + 3).toArray();
        double[] guard = state.clone();
        for (int[] tile : tiles) {
            double[] scratch = random.doubles(tile[1]).toArray();
            formula.fill(tile[0], tile[1], out, before + tile[0], state, stateAt, scratch);
        }
        int end = stateAt + formula.stateSize();
        assertThat(Arrays.copyOf(state, stateAt)).isEqualTo(Arrays.copyOf(guard, stateAt));
        assertThat(Arrays.copyOfRange(state, end, end + 3))
                .isEqualTo(Arrays.copyOfRange(guard, end, end + 3));
        return Arrays.copyOfRange(out, before, out.length);
    }

    /** Small, usual and the largest parameters. */
    private static IndicatorUse draw(String type, int round, Random random) {
        IndicatorDefinition definition = IndicatorRegistry.byId(type).orElseThrow();
        TreeMap<String, Double> params = new TreeMap<>();
        for (ParameterDefinition param : definition.params()) {
            double value =
                    switch (round) {
                        case 0 -> param.defaultValue();
                        case 1 -> param.min();
                        case 2 -> param.max();
                        default ->
                                param.min()
                                        + param.step()
                                                * random.nextInt(random.nextBoolean() ? 30 : 1200);
                    };
            params.put(param.name(), Math.min(value, param.max()));
        }
        PriceSource[] sources = PriceSource.values();
        return new IndicatorUse(
                type,
                params,
                definition.hasSource() ? sources[random.nextInt(sources.length)] : null);
    }

    private static List<int[]> fixedTiles(int bars, int size) {
        return Stream.iterate(0, start -> start < bars, start -> start + size)
                .map(start -> new int[] {start, Math.min(size, bars - start)})
                .toList();
    }

    private static List<int[]> drawnTiles(int bars, Random random) {
        List<int[]> tiles = new ArrayList<>();
        int start = 0;
        while (start < bars) {
            int count = Math.min(1 + random.nextInt(random.nextBoolean() ? 5 : 1024), bars - start);
            tiles.add(new int[] {start, count});
            start += count;
        }
        return tiles;
    }
}
