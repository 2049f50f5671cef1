package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.PruningVerdict;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategySpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the examples in {@code docs/engine}: each page's candles and strategies give the trades and
 * metrics written there, to the digits written.
 */
class DocumentedExamplesTest {

    private static final Pattern BLOCK =
            Pattern.compile("```(?:csv|json) (\\w+)\\n(.*?)```", Pattern.DOTALL);

    private @Nullable List<String> candles;
    private List<FundingRate> funding = List.of();
    private @Nullable BacktestResult result;
    private @Nullable OptimizationSpec optimization;

    @ParameterizedTest
    @CsvSource({
        "by-hand.md, 6",
        "bar-order.md, 4",
        "candles.md, 3",
        "fills.md, 2",
        "stops.md, 8",
        "sizing.md, 4",
        "liquidation.md, 6",
        "metrics.md, 3",
        "grid-index.md, 1",
        "pruning.md, 1",
    })
    void everyNumberOfThePageIsTheEngines(String page, int tables) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "engine", page)));
        int checked = 0;
        while (block.find()) {
            String content = block.group(2);
            switch (block.group(1)) {
                case "candles" -> {
                    candles = rows(content);
                    funding = List.of();
                }
                case "funding" -> funding = funding(rows(content));
                case "strategy" -> result = run(strategy(content));
                case "optimization" -> optimization = optimization(content);
                case "trades" -> {
                    checkTrades(rows(content), Objects.requireNonNull(result));
                    checked++;
                }
                case "metrics" -> {
                    checkMetrics(rows(content), Objects.requireNonNull(result).metrics());
                    checked++;
                }
                case "combinations" -> {
                    checkCombinations(
                            List.of(content.split("\n")), Objects.requireNonNull(optimization));
                    checked++;
                }
                case "pruned" -> {
                    checkPruned(rows(content), Objects.requireNonNull(optimization));
                    checked++;
                }
                default -> throw new AssertionError("block " + block.group(1));
            }
        }
        assertThat(checked).isEqualTo(tables);
    }

    private static List<String> rows(String content) {
        List<String> lines = List.of(content.split("\n"));
        return lines.subList(1, lines.size());
    }

    private static StrategySpec strategy(String json) {
        return valid(StrategyDocument.read(tree(json), ""));
    }

    private static OptimizationSpec optimization(String json) {
        return valid(OptimizationDocument.read(tree(json)));
    }

    private static <T> T valid(Validated<T> document) {
        return switch (document) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T> invalid -> throw new AssertionError(invalid.errors());
        };
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static List<FundingRate> funding(List<String> rows) {
        List<FundingRate> rates = new ArrayList<>();
        for (String row : rows) {
            String[] fields = row.split(",");
            rates.add(new FundingRate(millis(fields[0]), Double.parseDouble(fields[1])));
        }
        return rates;
    }

    private BacktestResult run(StrategySpec spec) {
        CandleSeries minutes = series(spec.instrument());
        Instant end = Instant.ofEpochMilli(minutes.tsCloseMillis(minutes.bars() - 1));
        return ReferenceEngine.run(
                spec,
                new BacktestInput(
                        Rollup.derive(minutes, spec.timeframe()),
                        TimeRange.of(RandomSeries.START, end),
                        10_000,
                        TradingRules.of(spec.instrument().market()),
                        FundingSchedule.resolve(funding, minutes, null),
                        null));
    }

    private CandleSeries series(InstrumentId instrument) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument);
        for (String row : Objects.requireNonNull(candles)) {
            String[] fields = row.split(",");
            builder.add(
                    millis(fields[0]),
                    new BigDecimal(fields[1]),
                    new BigDecimal(fields[2]),
                    new BigDecimal(fields[3]),
                    new BigDecimal(fields[4]),
                    BigDecimal.ONE);
        }
        return builder.build();
    }

    private static long millis(String minute) {
        return RandomSeries.START.plus(Duration.ofMinutes(Long.parseLong(minute))).toEpochMilli();
    }

    private static void checkTrades(List<String> rows, BacktestResult result) {
        assertThat(result.trades()).hasSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i).split(",");
            Trade trade = result.trades().get(i);
            assertThat(trade.side().label()).isEqualTo(row[0]);
            assertThat(minute(trade.entryTsOpenMillis())).isEqualTo(Long.parseLong(row[1]));
            assertThat(minute(trade.exitTsOpenMillis())).isEqualTo(Long.parseLong(row[2]));
            assertWritten(rows.get(i), trade.entryPrice(), row[3]);
            assertWritten(rows.get(i), trade.exitPrice(), row[4]);
            assertWritten(rows.get(i), trade.quantity(), row[5]);
            assertWritten(rows.get(i), trade.pnl(), row[6]);
            assertThat(trade.exitReason().label()).isEqualTo(row[7]);
        }
    }

    private static long minute(long millis) {
        return (millis - RandomSeries.START.toEpochMilli()) / 60_000;
    }

    private static void checkMetrics(List<String> rows, Metrics metrics) {
        for (String row : rows) {
            String[] fields = row.split(",");
            Metric metric = Metric.byLabel(fields[0]).orElseThrow();
            if (fields[1].equals("null")) {
                assertThat(metrics.isDefined(metric)).as(row).isFalse();
            } else {
                assertWritten(row, metrics.get(metric), fields[1]);
            }
        }
    }

    /** Half a unit of the last digit written, and at least what rounding leaves. */
    private static void assertWritten(String where, double actual, String written) {
        double unit = Math.pow(10, -Math.max(0, new BigDecimal(written).scale()));
        boolean isWhole = !written.contains(".");
        assertThat(actual)
                .as(where)
                .isCloseTo(Double.parseDouble(written), within(isWhole ? 1e-9 : unit * 0.5001));
    }

    private static void checkCombinations(List<String> lines, OptimizationSpec spec) {
        List<String> axes = new ArrayList<>();
        axes.add("index");
        spec.space().axes().forEach(axis -> axes.add(axis.name()));
        assertThat(String.join(",", axes)).isEqualTo(lines.getFirst());
        assertThat(spec.space().size()).isEqualTo(18);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            List<AxisValue> values = spec.space().values(Long.parseLong(fields[0]));
            for (int i = 0; i < values.size(); i++) {
                AxisValue expected =
                        fields[i + 1].equals("null")
                                ? new AxisValue.None()
                                : new AxisValue.Numeric(Double.parseDouble(fields[i + 1]));
                assertThat(values.get(i)).as(line).isEqualTo(expected);
            }
        }
    }

    private void checkPruned(List<String> rows, OptimizationSpec spec) {
        assertThat(rows).hasSize(Math.toIntExact(spec.space().size()));
        BacktestInput input =
                BacktestInput.of(series(spec.strategy().instrument()), spec.range(), 10_000);
        for (String row : rows) {
            String[] fields = row.split(",");
            StrategySpec strategy = Combinations.bind(spec, Long.parseLong(fields[0]));
            String verdict =
                    PruningVerdict.of(
                                    spec.pruning(), ReferenceEngine.trace(strategy, input), 10_000)
                            .map(pruned ->
                                    pruned.reason().name().toLowerCase(Locale.ROOT)
                                            + ","
                                            + pruned.bar())
                            .orElse("null,null");
            assertThat(fields[0] + "," + verdict).isEqualTo(row);
        }
    }
}
