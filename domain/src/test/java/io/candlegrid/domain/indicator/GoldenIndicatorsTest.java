package io.candlegrid.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers from outside: what Stock.Indicators (Dave Skender, Apache-2.0) computes from the same 502
 * daily quotes.
 */
class GoldenIndicatorsTest {

    @ParameterizedTest
    @CsvSource({
        "sma, value, window=20, sma, sma",
        "ema, value, window=20, ema, ema",
        "rsi, value, window=14, rsi, rsi",
        "atr, value, window=14, atr, atr",
        "bbands, upper, window=20, bb, upperBand",
        "bbands, middle, window=20, bb, sma",
        "bbands, lower, window=20, bb, lowerBand",
        "stochastic, k, window=14 smooth_k=3 smooth_d=3, stoch, k",
        "stochastic, d, window=14 smooth_k=3 smooth_d=3, stoch, d",
        "vwap, value, '', vwap, vwap",
        "donchian, upper, window=20 offset=1, donchian, upperBand",
        "donchian, middle, window=20 offset=1, donchian, centerline",
        "donchian, lower, window=20 offset=1, donchian, lowerBand",
        "keltner, upper, window=20 atr_window=10 multiplier=2, keltner, upperBand",
        "keltner, middle, window=20 atr_window=10 multiplier=2, keltner, centerline",
        "keltner, lower, window=20 atr_window=10 multiplier=2, keltner, lowerBand",
        "supertrend, value, window=10 multiplier=3, supertrend, superTrend",
        "roc, value, window=14, roc, roc",
        "stddev, value, window=14, stdev, stdDev",
        "williams_r, value, window=14, willr, williamsR",
        "cci, value, window=20, cci, cci",
        "mfi, value, window=14, mfi, mfi",
    })
    void agreesOnEveryBar(String type, String output, String params, String file, String field)
            throws IOException {
        JsonNode golden = golden(file);
        double[] values = values(type, output, params);

        assertThat(values).hasSize(golden.size());
        int defined = 0;
        for (int i = 0; i < values.length; i++) {
            JsonNode expected = golden.get(i).path(field);
            if (expected.isNull()) {
                assertThat(values[i]).as("bar %d", i).isNaN();
            } else {
                defined++;
                double size = Math.max(1, Math.abs(expected.doubleValue()));
                assertThat(values[i])
                        .as("bar %d", i)
                        .isCloseTo(expected.doubleValue(), within(1e-10 * size));
            }
        }
        assertThat(defined).isGreaterThan(450);
    }

    /**
     * There, the fast average of macd starts from its own first window, ours (as TA-Lib's) with the
     * slow one; and the directional sums start from n movements, ours (as TA-Lib's) from n − 1. So
     * they differ at first and come together as starts are forgotten. At the first bar both have,
     * they are apart by more than the tolerance, which shows that the convention is another.
     */
    @ParameterizedTest
    @CsvSource({
        "macd, line, fast_window=12 slow_window=26 signal_window=9, macd, macd, 25, 200",
        "macd, signal, fast_window=12 slow_window=26 signal_window=9, macd, signal, 33, 220",
        "macd, histogram, fast_window=12 slow_window=26 signal_window=9, macd, histogram, 33, 220",
        "adx, plus_di, window=14, adx, pdi, 14, 350",
        "adx, minus_di, window=14, adx, mdi, 14, 350",
        "adx, adx, window=14, adx, adx, 27, 450",
    })
    void agreesOnceOtherStartsAreForgotten(
            String type,
            String output,
            String params,
            String file,
            String field,
            int first,
            int from)
            throws IOException {
        JsonNode golden = golden(file);
        double[] values = values(type, output, params);

        assertThat(golden.get(first - 1).path(field).isNull()).isTrue();
        assertThat(values[first - 1]).isNaN();
        assertThat(Math.abs(values[first] - golden.get(first).path(field).doubleValue()))
                .isBetween(1e-6, 5.0);
        for (int i = from; i < values.length; i++) {
            assertThat(values[i])
                    .as("bar %d", i)
                    .isCloseTo(golden.get(i).path(field).doubleValue(), within(1e-8));
        }
    }

    /** There the first bar counts 0, here, as in TA-Lib, its volume. */
    @Test
    void onBalanceVolumeDiffersByTheFirstVolume() throws IOException {
        JsonNode golden = golden("obv");
        double[] values = values("obv", "value", "");
        double first = quotes().value(PriceSource.VOLUME, 0);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i] - first)
                    .as("bar %d", i)
                    .isEqualTo(golden.get(i).path("obv").doubleValue());
        }
    }

    @Test
    void theTrendIsDownWhereThereIsAnUpperBand() throws IOException {
        JsonNode golden = golden("supertrend");
        double[] values = values("supertrend", "direction", "window=10 multiplier=3");
        int turns = 0;
        for (int i = 10; i < values.length; i++) {
            assertThat(values[i])
                    .as("bar %d", i)
                    .isEqualTo(golden.get(i).path("upperBand").isNull() ? 1 : -1);
            turns += values[i] == values[i - 1] ? 0 : 1;
        }
        assertThat(turns).isGreaterThan(3);
    }

    private static double[] values(String type, String output, String params) throws IOException {
        Map<String, Double> given = new TreeMap<>();
        for (String param : params.split(" ")) {
            if (!param.isEmpty()) {
                String[] parts = param.split("=");
                given.put(parts[0], Double.valueOf(parts[1]));
            }
        }
        Indicator indicator = IndicatorRegistry.indicator(type);
        int index = indicator.definition().outputs().indexOf(output);
        return indicator
                .compute(IndicatorsTest.use(type, PriceSource.CLOSE, given), quotes())[index];
    }

    private static JsonNode golden(String file) throws IOException {
        return JsonMapper.shared()
                .readTree(SharedData.file("golden/indicators/results/" + file + ".standard.json"));
    }

    /** A minute each, so that all are in one UTC day: the session is the whole series there. */
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
}
