package io.candlegrid.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IndicatorsTest {

    /** Computed by Stock.Indicators (Apache-2.0) over the same quotes. */
    @ParameterizedTest
    @CsvSource({
        "sma, 0, sma, sma, 20",
        "ema, 0, ema, ema, 20",
        "rsi, 0, rsi, rsi, 14",
        "atr, 0, atr, atr, 14",
        "bbands, 0, bb, upperBand, 20",
        "bbands, 1, bb, sma, 20",
        "bbands, 2, bb, lowerBand, 20",
    })
    void agreesWithGoldenNumbers(String type, int output, String file, String field, double window)
            throws IOException {
        JsonNode golden =
                JsonMapper.shared()
                        .readTree(
                                SharedData.file(
                                        "golden/indicators/results/" + file + ".standard.json"));
        CandleSeries quotes = quotes();
        IndicatorUse use = use(type, PriceSource.CLOSE, window);
        double[] values = IndicatorRegistry.indicator(type).compute(use, quotes)[output];

        assertThat(values).hasSize(golden.size());
        int defined = 0;
        for (int i = 0; i < values.length; i++) {
            JsonNode expected = golden.get(i).path(field);
            if (expected.isNull()) {
                assertThat(values[i]).as("bar %d", i).isNaN();
            } else {
                defined++;
                assertThat(values[i])
                        .as("bar %d", i)
                        .isCloseTo(expected.doubleValue(), within(1e-10));
            }
        }
        assertThat(defined).isGreaterThan(450);
    }

    static Stream<IndicatorUse> uses() {
        return IndicatorRegistry.all().stream()
                .flatMap(definition ->
                        Stream.of(2.0, 3.0, 14.0, 100.0)
                                .flatMap(window ->
                                        (definition.hasSource()
                                                        ? Stream.of(PriceSource.values())
                                                        : Stream.of(PriceSource.CLOSE))
                                                .map(source ->
                                                        use(definition.id(), source, window))));
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
                            .isEqualTo(bar < indicator.firstDefinedBar(use));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void staysUndefinedOnSeriesThatAreTooShort(IndicatorUse use) {
        CandleSeries series = RandomSeries.minutes(3, RandomSeries.spot(), 300);
        Indicator indicator = IndicatorRegistry.indicator(use.type());
        for (int bars = 0; bars <= indicator.firstDefinedBar(use); bars++) {
            for (double[] values : indicator.compute(use, series.prefix(bars))) {
                assertThat(DoubleStream.of(values).boxed())
                        .hasSize(bars)
                        .allMatch(value -> value.isNaN());
            }
        }
    }

    @Test
    void aMovingWindowDoesNotDependOnWhereItStarted() {
        CandleSeries all = RandomSeries.minutes(11, RandomSeries.spot(), 2000);
        IndicatorUse use = use("bbands", PriceSource.OHLC4, 50);
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
            assertThat(
                            WindowVariance.toDouble(
                                    value.shiftRight(64).longValueExact(), value.longValue()))
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
        IndicatorUse use = use("rsi", PriceSource.CLOSE, 14);

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
                                Map.of("slow", use("sma", PriceSource.CLOSE, 2000)), large))
                .singleElement()
                .asString()
                .contains("slow", "sma of close", "9.0E7", "8 decimals", "a sum of 2000");
        assertThat(ExactRange.violations(Map.of("mean", use("sma", PriceSource.HL2, 2)), large))
                .isEmpty();
        assertThat(ExactRange.violations(Map.of("mean", use("sma", PriceSource.OHLC4, 2)), large))
                .singleElement()
                .asString()
                .contains("2^53");
    }

    static IndicatorUse use(String type, PriceSource source, double window) {
        TreeMap<String, Double> params = new TreeMap<>();
        IndicatorRegistry.byId(type)
                .orElseThrow()
                .params()
                .forEach(param -> params.put(param.name(), param.defaultValue()));
        params.put("window", window);
        boolean hasSource = IndicatorRegistry.byId(type).orElseThrow().hasSource();
        return new IndicatorUse(type, params, hasSource ? source : null);
    }

    private static CandleSeries quotes() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.file("golden/indicators/quotes.csv"));
        CandleSeriesBuilder builder = new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"));
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",");
            builder.add(
                    i * 60_000L,
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    Double.parseDouble(fields[3]),
                    Double.parseDouble(fields[4]),
                    Double.parseDouble(fields[5]));
        }
        return builder.build();
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
