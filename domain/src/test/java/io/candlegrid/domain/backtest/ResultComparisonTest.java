package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.Execution;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResultComparisonTest {

    private static final String[] BARS = {
        "100 100 100 100 L", "100 106 94 100", "100 100 100 100 S", "90 90 90 90 s"
    };

    @Test
    void pairsTradesByTheirEntries() {
        ResultComparison comparison =
                ResultComparison.of(
                        result(Script.bars(BARS).stops(5.0, 5.0, null, null), "1"),
                        result(
                                Script.bars(BARS)
                                        .stops(5.0, 5.0, null, null)
                                        .intrabar(Execution.Intrabar.OPTIMISTIC),
                                "1"));

        assertThat(comparison.sameTrades()).as("the short").isEqualTo(1);
        assertThat(comparison.differing())
                .singleElement()
                .satisfies(pair -> {
                    assertThat(pair.left().exitReason()).isEqualTo(ExitReason.STOP_LOSS);
                    assertThat(pair.right().exitReason()).isEqualTo(ExitReason.TAKE_PROFIT);
                });
        assertThat(comparison.onlyLeft()).isEmpty();
        assertThat(comparison.onlyRight()).isEmpty();
        assertThat(comparison.specDifferences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.path()).isEqualTo("strategy.execution.intrabar");
                    assertThat(difference.left()).hasToString("\"pessimistic\"");
                    assertThat(difference.right()).hasToString("\"optimistic\"");
                });
        assertThat(comparison.warnings()).isEmpty();
    }

    @Test
    void listsTradesThatOneSideLacks() {
        ComparedResult both = result(Script.bars(BARS).stops(5.0, 5.0, null, null), "1");
        ComparedResult spot = result(Script.bars(BARS).stops(5.0, 5.0, null, null).spot(), "1");

        assertThat(ResultComparison.of(both, spot).onlyLeft())
                .extracting(Trade::side)
                .contains(PositionSide.SHORT);
        assertThat(ResultComparison.of(spot, both).onlyRight())
                .extracting(Trade::side)
                .contains(PositionSide.SHORT);
    }

    @Test
    void warnsOfOtherCandlesOtherEnginesAndOtherInstruments() {
        Script script = Script.bars(BARS);
        ComparedResult left = result(script, "1");

        assertThat(ResultComparison.of(left, left).warnings())
                .containsExactly("Both sides are the same result.");
        assertThat(ResultComparison.of(left, result(script, "2")).warnings())
                .anyMatch(w -> w.contains("engine versions differ (1 and 2)"));
        assertThat(ResultComparison.of(left, result(Script.bars(BARS).spot(), "1")).warnings())
                .anyMatch(w -> w.contains("different instruments"));
        Script other = Script.bars("100 100 100 100 L", "100 106 94 100", "1 1 1 1", "2 2 2 2");
        assertThat(ResultComparison.of(left, result(other, "1")).warnings())
                .anyMatch(w -> w.contains("The candles differ"));
    }

    @Test
    void writesMetricsWithDifferencesAndTheBetterSide() {
        JsonNode document =
                ComparisonDocument.of(
                        result(Script.bars(BARS), "1"), result(Script.bars(BARS).fee(1), "1"));

        JsonNode total = document.path("metrics").get(0);
        assertThat(total.path("name").asString()).isEqualTo("total_return");
        assertThat(total.path("difference").doubleValue())
                .isEqualTo(total.path("right").doubleValue() - total.path("left").doubleValue())
                .isNegative();
        assertThat(total.path("better").asString()).isEqualTo("left");
        assertThat(document.path("metrics").size()).isEqualTo(Metric.COUNT);
        assertThat(document.path("left").path("equity_daily").size()).isEqualTo(1);
    }

    private static ComparedResult result(Script script, String engine) {
        BacktestInput input =
                BacktestInput.of(
                        script.series(),
                        TimeRange.of(Script.at(0), Script.at(BARS.length)),
                        10_000);
        BacktestSpec spec = new BacktestSpec(script.spec(), input.range(), 10_000);
        return new ComparedResult(
                spec,
                input,
                ReferenceEngine.run(script.spec(), input),
                new Lineage(BacktestDocument.hash(spec), SnapshotHash.of(script.series()), engine));
    }
}
