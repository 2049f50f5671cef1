package io.candlegrid.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every indicator without golden numbers for its corners, computed again from its definition with
 * decimals, bar by bar and window by window, on series with holes, ties and minutes without volume.
 */
class NaiveIndicatorsTest {

    private static final int BARS = 400;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    private CandleSeries series = RandomSeries.minutes(0, RandomSeries.spot(), BARS);
    private String what = "";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void windowsOfHighsAndLows(long seed) {
        int n = draw(seed, 2, 60);
        int offset = draw(seed + 100, 0, 4);
        Map<String, Double> channel = Map.of("window", (double) n, "offset", (double) offset);
        int first = n - 1 + offset;
        same("donchian", channel, 0, first, i -> highest(i - offset, n).doubleValue());
        same("donchian", channel, 2, first, i -> lowest(i - offset, n).doubleValue());
        same(
                "donchian",
                channel,
                1,
                first,
                i -> highest(i - offset, n).add(lowest(i - offset, n)).doubleValue() / 2);
        Map<String, Double> window = Map.of("window", (double) n);
        same(
                "williams_r",
                window,
                0,
                n - 1,
                i -> percent(close(i).subtract(highest(i, n)), highest(i, n), lowest(i, n)));
        int smoothK = draw(seed + 200, 1, 6);
        int smoothD = draw(seed + 300, 1, 6);
        Map<String, Double> stochastic =
                Map.of(
                        "window", (double) n,
                        "smooth_k", (double) smoothK,
                        "smooth_d", (double) smoothD);
        IntToDoubleFunction place =
                i -> percent(close(i).subtract(lowest(i, n)), highest(i, n), lowest(i, n));
        IntToDoubleFunction k = i -> mean(place, i, smoothK);
        same("stochastic", stochastic, 0, n + smoothK - 2, k);
        same("stochastic", stochastic, 1, n + smoothK + smoothD - 3, i -> mean(k, i, smoothD));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void volumes(long seed) {
        int n = draw(seed, 2, 60);
        same("obv", Map.of(), 0, 0, this::balance);
        same("vwap", Map.of(), 0, 0, this::dayMean);
        same("mfi", Map.of("window", (double) n), 0, n, i -> flowIndex(i, n));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void deviations(long seed) {
        int n = draw(seed, 2, 60);
        Map<String, Double> window = Map.of("window", (double) n);
        same("stddev", window, 0, n - 1, i -> deviation(i, n));
        same("cci", window, 0, n - 1, i -> channelIndex(i, n));
        same(
                "roc",
                window,
                0,
                n,
                i -> close(i).divide(close(i - n), EXACT).doubleValue() * 100 - 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void macdFollowsItsDefinitionFromTheFirstBar(long seed) {
        int fast = draw(seed, 2, 40);
        int slow = draw(seed + 100, 2, 40);
        int signal = draw(seed + 200, 2, 20);
        int first = Math.max(fast, slow) - 1;
        double[] fasts = averages(i -> close(i).doubleValue(), first, fast);
        double[] slows = averages(i -> close(i).doubleValue(), first, slow);
        double[] signals = averages(i -> fasts[i] - slows[i], first + signal - 1, signal);
        Map<String, Double> macd =
                Map.of(
                        "fast_window", (double) fast,
                        "slow_window", (double) slow,
                        "signal_window", (double) signal);
        same("macd", macd, 0, first, i -> fasts[i] - slows[i]);
        same("macd", macd, 1, first + signal - 1, i -> signals[i]);
        same("macd", macd, 2, first + signal - 1, i -> fasts[i] - slows[i] - signals[i]);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44})
    void directionalMovementFollowsItsDefinitionFromTheFirstBar(long seed) {
        int n = draw(seed, 2, 40);
        double[] ups = smoothed(this::up, n);
        double[] downs = smoothed(this::down, n);
        double[] ranges = smoothed(this::range, n);
        IntToDoubleFunction plus = i -> ranges[i] == 0 ? 0 : 100 * ups[i] / ranges[i];
        IntToDoubleFunction minus = i -> ranges[i] == 0 ? 0 : 100 * downs[i] / ranges[i];
        Map<String, Double> window = Map.of("window", (double) n);
        same("adx", window, 1, n, plus);
        same("adx", window, 2, n, minus);
        double[] adx = new double[series.bars()];
        double sum = 0;
        for (int i = n; i < adx.length; i++) {
            double both = plus.applyAsDouble(i) + minus.applyAsDouble(i);
            double index = 100 * Math.abs(plus.applyAsDouble(i) - minus.applyAsDouble(i)) / both;
            if (i < 2 * n) {
                sum += both == 0 ? 0 : index;
                adx[i] = sum / n;
            } else {
                adx[i] = both == 0 ? adx[i - 1] : (adx[i - 1] * (n - 1) + index) / n;
            }
        }
        same("adx", window, 0, 2 * n - 1, i -> adx[i]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "all"})
    void zeroDenominatorsHaveTheirDocumentedValue(String flat) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"));
        for (int i = 0; i < 120; i++) {
            builder.add(i * 60_000L, 5, 5, 5, 5, flat.equals("all") ? 0 : 3);
        }
        series = builder.build();
        what = "flat " + flat;
        same("mfi", Map.of(), 0, 14, i -> 50);
        same("cci", Map.of(), 0, 19, i -> 0);
        same("stochastic", Map.of(), 0, 15, i -> 0);
        same("stochastic", Map.of(), 1, 17, i -> 0);
        same("williams_r", Map.of(), 0, 13, i -> 0);
        same("adx", Map.of(), 0, 27, i -> 0);
        same("adx", Map.of(), 1, 14, i -> 0);
        same("vwap", Map.of(), 0, 0, i -> 5);
        same("stddev", Map.of(), 0, 19, i -> 0);
        same("roc", Map.of(), 0, 10, i -> 0);
        same("supertrend", Map.of(), 0, 10, i -> 5);
        same("supertrend", Map.of(), 1, 10, i -> -1);
        same("obv", Map.of(), 0, 0, i -> flat.equals("all") ? 0 : 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void theSessionStartsAgainWithEachDay(long seed) {
        what = "seed " + seed;
        series = RandomSeries.minutes(seed, RandomSeries.spot(), 3 * 1440 + 200);
        long days =
                Arrays.stream(series.tsOpenMillis())
                        .map(time -> time / 86_400_000)
                        .distinct()
                        .count();
        assertThat(days).isEqualTo(4);
        IndicatorUse use = IndicatorsTest.use("vwap", PriceSource.CLOSE, Map.of());
        double[] all = IndicatorRegistry.indicator("vwap").compute(use, series)[0];
        for (int i : new int[] {0, 1, 700, 1439, 1440, 1441, 2879, 2880, series.bars() - 1}) {
            int bar = Math.min(i, series.bars() - 1);
            assertThat(all[bar]).as("bar %d", bar).isCloseTo(dayMean(bar), within(1e-9));
        }
    }

    private int draw(long seed, int from, int to) {
        if (!what.startsWith("seed")) {
            what = "seed " + seed;
            series = RandomSeries.minutes(seed, RandomSeries.spot(), BARS);
        }
        return from + new Random(seed).nextInt(to - from + 1);
    }

    private void same(
            String type,
            Map<String, Double> params,
            int output,
            int first,
            IntToDoubleFunction expected) {
        IndicatorUse use = IndicatorsTest.use(type, PriceSource.CLOSE, params);
        double[] values = IndicatorRegistry.indicator(type).compute(use, series)[output];
        for (int i = 0; i < values.length; i++) {
            String where = what + " bar " + i + " output " + output + " of " + use;
            if (i < first) {
                assertThat(values[i]).as(where).isNaN();
            } else {
                double value = expected.applyAsDouble(i);
                assertThat(values[i])
                        .as(where)
                        .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
            }
        }
    }

    private BigDecimal exact(long raw) {
        return BigDecimal.valueOf(raw, series.priceDecimals());
    }

    private BigDecimal close(int bar) {
        return exact(series.close()[bar]);
    }

    private BigDecimal volume(int bar) {
        return BigDecimal.valueOf(series.volume()[bar], series.volumeDecimals());
    }

    private BigDecimal typical(int bar) {
        return exact(series.high()[bar] + series.low()[bar] + series.close()[bar])
                .divide(BigDecimal.valueOf(3), EXACT);
    }

    private BigDecimal highest(int bar, int n) {
        BigDecimal highest = BigDecimal.ZERO;
        for (int i = bar - n + 1; i <= bar; i++) {
            highest = highest.max(exact(series.high()[i]));
        }
        return highest;
    }

    private BigDecimal lowest(int bar, int n) {
        BigDecimal lowest = exact(series.low()[bar]);
        for (int i = bar - n + 1; i <= bar; i++) {
            lowest = lowest.min(exact(series.low()[i]));
        }
        return lowest;
    }

    private static double percent(BigDecimal part, BigDecimal high, BigDecimal low) {
        BigDecimal range = high.subtract(low);
        return range.signum() == 0 ? 0 : part.divide(range, EXACT).doubleValue() * 100;
    }

    private static double mean(IntToDoubleFunction values, int bar, int n) {
        double sum = 0;
        for (int i = bar - n + 1; i <= bar; i++) {
            sum += values.applyAsDouble(i);
        }
        return sum / n;
    }

    private double balance(int bar) {
        BigDecimal sum = volume(0);
        for (int i = 1; i <= bar; i++) {
            BigDecimal sign = BigDecimal.valueOf(close(i).compareTo(close(i - 1)));
            sum = sum.add(sign.multiply(volume(i)));
        }
        return sum.doubleValue();
    }

    private double dayMean(int bar) {
        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal traded = BigDecimal.ZERO;
        long day = series.tsOpenMillis()[bar] / 86_400_000;
        for (int i = bar; i >= 0 && series.tsOpenMillis()[i] / 86_400_000 == day; i--) {
            paid = paid.add(typical(i).multiply(volume(i)));
            traded = traded.add(volume(i));
        }
        return traded.signum() == 0
                ? typical(bar).doubleValue()
                : paid.divide(traded, EXACT).doubleValue();
    }

    private double flowIndex(int bar, int n) {
        BigDecimal up = BigDecimal.ZERO;
        BigDecimal down = BigDecimal.ZERO;
        for (int i = bar - n + 1; i <= bar; i++) {
            BigDecimal flow = typical(i).multiply(volume(i));
            int direction = typical(i).compareTo(typical(i - 1));
            up = direction > 0 ? up.add(flow) : up;
            down = direction < 0 ? down.add(flow) : down;
        }
        BigDecimal all = up.add(down);
        return all.signum() == 0 ? 50 : up.divide(all, EXACT).doubleValue() * 100;
    }

    private double deviation(int bar, int n) {
        BigDecimal mean = BigDecimal.ZERO;
        for (int i = bar - n + 1; i <= bar; i++) {
            mean = mean.add(close(i));
        }
        mean = mean.divide(BigDecimal.valueOf(n), EXACT);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = bar - n + 1; i <= bar; i++) {
            squares = squares.add(close(i).subtract(mean).pow(2));
        }
        return squares.divide(BigDecimal.valueOf(n), EXACT).sqrt(EXACT).doubleValue();
    }

    private double channelIndex(int bar, int n) {
        BigDecimal mean = BigDecimal.ZERO;
        for (int i = bar - n + 1; i <= bar; i++) {
            mean = mean.add(typical(i));
        }
        mean = mean.divide(BigDecimal.valueOf(n), EXACT);
        double distance = 0;
        for (int i = bar - n + 1; i <= bar; i++) {
            distance += typical(i).subtract(mean).abs().doubleValue();
        }
        // Thirds are not exact in decimals: what is left of equal prices is taken for nothing.
        return distance / n < 1e-20
                ? 0
                : typical(bar).subtract(mean).doubleValue() / (0.015 * distance / n);
    }

    /** The exponential average that starts from the mean of the n values that end at a bar. */
    private double[] averages(IntToDoubleFunction values, int first, int n) {
        double[] averages = new double[series.bars()];
        averages[first] = mean(values, first, n);
        for (int i = first + 1; i < averages.length; i++) {
            double share = 2.0 / (n + 1);
            averages[i] = averages[i - 1] * (1 - share) + values.applyAsDouble(i) * share;
        }
        return averages;
    }

    /** Wilder's sum of n, started with n − 1 values. */
    private double[] smoothed(IntToDoubleFunction values, int n) {
        double[] sums = new double[series.bars()];
        for (int i = 1; i < sums.length; i++) {
            double kept = i < n ? sums[i - 1] : sums[i - 1] * (n - 1) / n;
            sums[i] = kept + values.applyAsDouble(i);
        }
        return sums;
    }

    private double up(int bar) {
        double up = exact(series.high()[bar] - series.high()[bar - 1]).doubleValue();
        double down = exact(series.low()[bar - 1] - series.low()[bar]).doubleValue();
        return up > down ? Math.max(up, 0) : 0;
    }

    private double down(int bar) {
        double up = exact(series.high()[bar] - series.high()[bar - 1]).doubleValue();
        double down = exact(series.low()[bar - 1] - series.low()[bar]).doubleValue();
        return down > up ? Math.max(down, 0) : 0;
    }

    private double range(int bar) {
        double previous = close(bar - 1).doubleValue();
        double high = exact(series.high()[bar]).doubleValue();
        double low = exact(series.low()[bar]).doubleValue();
        return Math.max(high - low, Math.max(Math.abs(high - previous), Math.abs(low - previous)));
    }
}
