package io.candlegrid.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndicatorsTest {

    /** Every indicator with its defaults and with a few others, of every source. */
    static Stream<IndicatorUse> uses() {
        Random random = new Random(1);
        return IndicatorRegistry.all().stream()
                .flatMap(definition ->
                        (definition.hasSource()
                                        ? Stream.of(PriceSource.values())
                                        : Stream.of(PriceSource.CLOSE))
                                .flatMap(source ->
                                        Stream.of(
                                                use(definition.id(), source, Map.of()),
                                                drawn(definition, source, 3, random),
                                                drawn(definition, source, 20, random),
                                                drawn(definition, source, 150, random))))
                .distinct();
    }

    private static IndicatorUse drawn(
            IndicatorDefinition definition, PriceSource source, int spread, Random random) {
        TreeMap<String, Double> params = new TreeMap<>();
        for (ParameterDefinition param : definition.params()) {
            double value = param.min() + param.step() * random.nextInt(spread);
            params.put(param.name(), Math.min(value, param.max()));
        }
        return use(definition.id(), source, params);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void streamingGivesTheBitsOfTheBatch(IndicatorUse use) {
        for (long seed = 0; seed < 5; seed++) {
            CandleSeries series = RandomSeries.minutes(seed, RandomSeries.spot(), 600);
            Indicator indicator = IndicatorRegistry.indicator(use.type());
            double[][] batch = indicator.compute(use, series);
            IndicatorStream stream =
                    indicator.stream(use, series.priceDecimals(), series.volumeDecimals());
            for (int bar = 0; bar < series.bars(); bar++) {
                stream.next(series, bar);
                for (int output = 0; output < batch.length; output++) {
                    assertThat(Double.doubleToLongBits(stream.value(output)))
                            .as("seed %d bar %d output %d of %s", seed, bar, output, use)
                            .isEqualTo(Double.doubleToLongBits(batch[output][bar]));
                    assertThat(Double.isNaN(batch[output][bar]))
                            .as("bar %d output %d of %s", bar, output, use)
                            .isEqualTo(bar < indicator.firstDefinedBar(use, output));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void staysUndefinedOnSeriesThatAreTooShort(IndicatorUse use) {
        CandleSeries series = RandomSeries.minutes(3, RandomSeries.spot(), 3000);
        Indicator indicator = IndicatorRegistry.indicator(use.type());
        for (int output = 0; output < indicator.definition().outputs().size(); output++) {
            int first = indicator.firstDefinedBar(use, output);
            for (int bars : new int[] {0, Math.min(1, first), first / 2, first}) {
                assertThat(DoubleStream.of(indicator.compute(use, series.prefix(bars))[output]))
                        .as("output %d of %d bars of %s", output, bars, use)
                        .hasSize(bars)
                        .allMatch(value -> Double.isNaN(value));
            }
        }
    }

    @Test
    void aMovingWindowDoesNotDependOnWhereItStarted() {
        CandleSeries all = RandomSeries.minutes(11, RandomSeries.spot(), 2000);
        IndicatorUse use = use("bbands", PriceSource.OHLC4, Map.of("window", 50.0));
        double[][] full = IndicatorRegistry.indicator("bbands").compute(use, all);
        IndicatorStream late =
                IndicatorRegistry.indicator("bbands").stream(
                        use, all.priceDecimals(), all.volumeDecimals());
        for (int bar = 1000; bar < all.bars(); bar++) {
            late.next(all, bar);
            if (bar >= 1049) {
                assertThat(late.value(0)).isEqualTo(full[0][bar]);
                assertThat(late.value(2)).isEqualTo(full[2][bar]);
            }
        }
    }

    @Test
    void theDeviationIsExactWhereDoublesWouldCancel() {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int n = 2 + random.nextInt(40);
            long base = random.nextLong(1L << (20 + random.nextInt(33)));
            WindowSumOfSquares exact = new WindowSumOfSquares();
            for (int i = 0; i < n; i++) {
                exact.add(base + random.nextInt(round % 3 == 0 ? 1 : 1000));
            }
            double expected = exact.numerator(n).sqrt(MathContext.DECIMAL128).doubleValue();
            double actual =
                    WindowVariance.deviation(
                            n,
                            exact.sum.longValueExact(),
                            exact.squares.shiftRight(64).longValueExact(),
                            exact.squares.longValue(),
                            1);
            assertThat(actual)
                    .as("seed %d round %d", seed, round)
                    .isCloseTo(expected, within(expected * 1e-15));
        }
    }

    @Test
    void convertsLargeIntegersToTheNearestDouble() {
        long seed = 9;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            BigInteger value = new BigInteger(1 + random.nextInt(126), random);
            assertThat(WideSum.toDouble(value.shiftRight(64).longValueExact(), value.longValue()))
                    .as("seed %d value %s", seed, value)
                    .isEqualTo(value.doubleValue());
        }
    }

    @Test
    void rsiIsFiftyWhenNothingMoves() {
        CandleSeriesBuilder flat = new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"));
        for (int i = 0; i < 20; i++) {
            flat.add(i * 60_000L, 5, 5, 5, 5, 0);
        }
        IndicatorUse use = use("rsi", PriceSource.CLOSE, Map.of());

        assertThat(IndicatorRegistry.indicator("rsi").compute(use, flat.build())[0][19])
                .isEqualTo(50);
    }

    @Test
    void saysWhichSumsWouldNotBeExact() {
        CandleSeries large =
                new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"))
                        .add(0, 90_000_000.0, 90_000_000.0, 0.00000001, 90_000_000.0, 1)
                        .build();

        assertThat(
                        ExactRange.violations(
                                Map.of(
                                        "slow",
                                        use("sma", PriceSource.CLOSE, Map.of("window", 2000.0))),
                                large))
                .singleElement()
                .asString()
                .contains("slow", "sma of close", "9.0E7", "8 decimals", "a sum of 2000");
        assertThat(
                        ExactRange.violations(
                                Map.of("mean", use("sma", PriceSource.HL2, Map.of("window", 2.0))),
                                large))
                .isEmpty();
        assertThat(
                        ExactRange.violations(
                                Map.of(
                                        "mean",
                                        use("sma", PriceSource.OHLC4, Map.of("window", 2.0))),
                                large))
                .singleElement()
                .asString()
                .contains("2^53");
    }

    @Test
    void saysWhichSumsOfOtherIndicatorsWouldNotBeExact() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"));
        for (int i = 0; i < 1200; i++) {
            builder.add(i * 60_000L, 9e7, 9e7, 0.00000001, 9e7, i == 0 ? 0.00000001 : 8e7);
        }
        CandleSeries large = builder.build();

        assertThat(violations(use("cci", PriceSource.CLOSE, Map.of("window", 500.0)), large))
                .singleElement()
                .asString()
                .contains("x (cci of hlc3)", "2^53");
        assertThat(violations(use("obv", PriceSource.CLOSE, Map.of()), large))
                .singleElement()
                .asString()
                .contains("x (obv of volume)", "8.0E7", "a sum of 1200 needs 2^63");
        assertThat(violations(use("obv", PriceSource.CLOSE, Map.of()), large.prefix(1000)))
                .isEmpty();
        assertThat(violations(use("vwap", PriceSource.CLOSE, Map.of()), large))
                .anySatisfy(text -> assertThat(text).contains("hlc3", "2^53"))
                .anySatisfy(text -> assertThat(text).contains("volume", "a sum of 1440"));
        assertThat(violations(use("mfi", PriceSource.CLOSE, Map.of()), large))
                .singleElement()
                .asString()
                .contains("x (mfi of hlc3)");
        assertThat(violations(use("donchian", PriceSource.CLOSE, Map.of()), large)).isEmpty();
        Map<String, Double> slow = Map.of("slow_window", 2000.0);
        assertThat(violations(use("macd", PriceSource.CLOSE, slow), large))
                .singleElement()
                .asString()
                .contains("macd of close", "a sum of 2000");
    }

    private static List<String> violations(IndicatorUse use, CandleSeries series) {
        return ExactRange.violations(Map.of("x", use), series);
    }

    @Test
    void knowsWhichOutputsAParameterDoesNotChange() {
        CandleSeries series = RandomSeries.minutes(4, RandomSeries.spot(), 700);
        for (IndicatorDefinition definition : IndicatorRegistry.all()) {
            Indicator indicator = IndicatorRegistry.indicator(definition.id());
            IndicatorUse usual = use(definition.id(), PriceSource.CLOSE, Map.of());
            double[][] before = indicator.compute(usual, series);
            for (ParameterDefinition param : definition.params()) {
                Map<String, Double> other =
                        Map.of(param.name(), param.defaultValue() + 5 * param.step());
                IndicatorUse changed = use(definition.id(), PriceSource.CLOSE, other);
                double[][] after = indicator.compute(changed, series);
                for (int i = 0; i < before.length; i++) {
                    String output = definition.outputs().get(i);
                    assertThat(Arrays.equals(before[i], after[i]))
                            .as("%s.%s is the same for %s", definition.id(), output, other)
                            .isEqualTo(!definition.changes(param.name(), output));
                }
            }
        }
    }

    /** With the defaults where nothing else is given. */
    static IndicatorUse use(String type, PriceSource source, Map<String, Double> given) {
        IndicatorDefinition definition = IndicatorRegistry.byId(type).orElseThrow();
        TreeMap<String, Double> params = new TreeMap<>();
        definition.params().forEach(param -> params.put(param.name(), param.defaultValue()));
        given.forEach((name, value) -> assertThat(params.put(name, value)).isNotNull());
        return new IndicatorUse(type, params, definition.hasSource() ? source : null);
    }

    /** n·Σx² − (Σx)² the slow way. */
    private static final class WindowSumOfSquares {
        private BigInteger sum = BigInteger.ZERO;
        private BigInteger squares = BigInteger.ZERO;

        void add(long value) {
            BigInteger x = BigInteger.valueOf(value);
            sum = sum.add(x);
            squares = squares.add(x.multiply(x));
        }

        BigDecimal numerator(int n) {
            return new BigDecimal(
                    squares.multiply(BigInteger.valueOf(n)).subtract(sum.multiply(sum)));
        }
    }
}
