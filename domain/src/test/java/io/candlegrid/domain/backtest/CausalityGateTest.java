package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.optimization.ExtremeStrategies;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CausalityGateTest {

    private static final CandleSeries SERIES =
            RandomSeries.minutes(5, RandomSeries.futures(), CausalityCheck.MOST_BARS + 1_000);

    private static OptimizationSpec search(String indicators, String operand, String space) {
        String text =
                """
                {"schema": "optimization/v1",
                 "strategy": {"schema": "strategy/v1",
                   "instrument": {"market_id": 2, "symbol": "BTCUSDT"}, "timeframe": "1m",
                   "indicators": {%s},
                   "long": {"entry": {"gt": ["close", "%s"]}, "exit": {"lt": ["close", "%s"]}}},
                 "range": {"from": "2024-01-01T00:00:00Z", "to": "2024-01-05T00:00:00Z"},
                 "space": {%s}, "objective": "sharpe"}
                """
                        .formatted(indicators, operand, operand, space);
        if (Documents.parse(text) instanceof Validated.Valid<JsonNode>(var node)
                && OptimizationDocument.read(node)
                        instanceof Validated.Valid<OptimizationSpec>(var spec)) {
            return spec;
        }
        throw new AssertionError(text);
    }

    private static OptimizationSpec averages() {
        return search(
                "\"a\": {\"type\": \"sma\", \"window\": 20}",
                "a",
                "\"a.window\": {\"from\": 2, \"to\": 500, \"step\": 1},"
                        + " \"a.source\": [\"close\", \"hl2\", \"open\"],"
                        + " \"execution.slippage_pct\": [0, 1]");
    }

    static Stream<IndicatorDefinition> registered() {
        return IndicatorRegistry.all().stream();
    }

    @ParameterizedTest
    @MethodSource("registered")
    void everyRegisteredIndicatorPassesWithDefaultAndExtremeParameters(IndicatorDefinition type) {
        String operand = type.outputs().size() == 1 ? "a" : "a." + type.outputs().getFirst();
        String space =
                type.params().stream()
                        .map(p -> "\"a.%s\": [%s]".formatted(p.name(), values(p)))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("\"execution.slippage_pct\": [0, 1]");
        OptimizationSpec spec =
                search("\"a\": {\"type\": \"%s\"}".formatted(type.id()), operand, space);
        for (StrategySpec strategy : ExtremeStrategies.of(spec)) {
            assertThat(CausalityGate.ofRegistry().check(List.of(strategy), SERIES)).isEmpty();
        }
    }

    private static String values(ParameterDefinition p) {
        // Windows of 2,000 bars are still defined on the bars that are looked at.
        return "%s, %s".formatted(number(p.min()), number(p.max()));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    @Test
    void namesTheOperandTheBarAndTheCutOfAStrategyThatLooksAhead() {
        CausalityGate gate = new CausalityGate(LookingAhead::indicator);
        List<ValidationError> errors = gate.check(List.of(averages().strategy()), SERIES);
        assertThat(errors).hasSize(1);
        ValidationError error = errors.getFirst();
        assertThat(error.code()).isEqualTo("looks_ahead");
        assertThat(error.path()).isEqualTo("strategy.indicators.a");
        assertThat(error.message())
                .startsWith("a.value (sma{window=20.0}) looks ahead: at bar ")
                .containsPattern("cut after \\d+ bars");
    }

    @Test
    void catchesAnIndicatorThatLooksAheadAtAnExtremeParameterOnly() {
        CausalityGate gate = new CausalityGate(LookingAhead.from("window", 500));
        OptimizationSpec spec = averages();
        assertThat(gate.check(List.of(spec.strategy()), SERIES)).isEmpty();
        assertThat(gate.check(ExtremeStrategies.of(spec), SERIES)).hasSize(1);
    }

    @Test
    void extremesAreTheTemplateAndTheEndsOfIndicatorAxes() {
        List<StrategySpec> extremes = ExtremeStrategies.of(averages());
        assertThat(extremes.getFirst()).isEqualTo(averages().strategy());
        assertThat(extremes)
                .extracting(s -> Objects.requireNonNull(s.indicators().get("a")))
                .extracting(use -> use.intParam("window") + " " + use.source())
                .containsExactly("20 CLOSE", "2 CLOSE", "2 OPEN", "500 CLOSE", "500 OPEN");
        assertThat(extremes).allMatch(s -> s.execution().equals(averages().strategy().execution()));
    }

    @Test
    void boundsItsWorkButAlwaysChecksTheFirst() {
        StrategySpec strategy = averages().strategy();
        long work = CausalityCheck.work(strategy, SERIES);
        int many = (int) (200_000_000 / work) + 1;
        List<StrategySpec> strategies = java.util.Collections.nCopies(many, strategy);
        int[] asked = new int[1];
        CausalityGate counting =
                new CausalityGate(id -> {
                    asked[0]++;
                    return IndicatorRegistry.indicator(id);
                });
        assertThat(counting.check(strategies.subList(0, 1), SERIES)).isEmpty();
        int once = asked[0];
        assertThat(once).isPositive();
        assertThat(counting.check(strategies, SERIES)).isEmpty();
        assertThat((asked[0] - once) / once).isBetween(1, many - 1);
    }
}
