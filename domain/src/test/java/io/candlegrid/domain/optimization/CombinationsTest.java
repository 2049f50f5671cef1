package io.candlegrid.domain.optimization;

import static io.candlegrid.domain.document.TestDocuments.OPTIMIZATION;
import static io.candlegrid.domain.document.TestDocuments.changed;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CombinationsTest {

    @Test
    void theLastAxisInAsciiOrderIsTheFastest() {
        OptimizationSpec spec = read(json(OPTIMIZATION));

        assertThat(Combinations.parametersJson(spec.space(), 0).toString())
                .isEqualTo("{\"fast.window\":5,\"slow.window\":110,\"stops.stop_loss_pct\":1}");
        assertThat(Combinations.parametersJson(spec.space(), 4).toString())
                .isEqualTo("{\"fast.window\":5,\"slow.window\":111,\"stops.stop_loss_pct\":2}");
        assertThat(Combinations.parametersJson(spec.space(), 3_000).toString())
                .isEqualTo("{\"fast.window\":6,\"slow.window\":110,\"stops.stop_loss_pct\":1}");
    }

    @Test
    void bindsEveryKindOfAxis() {
        OptimizationSpec spec =
                read(
                        changed(
                                OPTIMIZATION,
                                """
                                strategy.instrument.market_id = 2 ;;
                                strategy.long.exit = {"lt": ["rsi", {"const": "oversold"}]} ;;
                                -constraints ;;
                                space = {"fast.window": [7], "fast.source": ["hlc3"],
                                  "const.oversold": [25],
                                  "stops.stop_loss_pct": [null], "stops.take_profit_pct": [9],
                                  "stops.trailing_pct": [3.5], "stops.max_bars": [12],
                                  "sizing.percent": [50],
                                  "execution.fill": ["next_open"], "execution.fee_pct": [0.2],
                                  "execution.maker_fee_pct": [0.1],
                                  "execution.slippage_pct": [0.3],
                                  "execution.intrabar": ["optimistic"],
                                  "execution.leverage": [4]}
                                """));

        StrategySpec bound = Combinations.bind(spec, 0);

        assertThat(bound.indicators().get("fast"))
                .satisfies(use -> {
                    assertThat(use.intParam("window")).isEqualTo(7);
                    assertThat(use.source()).isEqualTo(PriceSource.HLC3);
                });
        assertThat(bound.indicators().get("slow"))
                .isEqualTo(spec.strategy().indicators().get("slow"));
        assertThat(bound.constants()).containsEntry("oversold", 25.0);
        assertThat(bound.stops()).isEqualTo(new Stops(null, 9.0, 3.5, 12));
        assertThat(bound.sizing()).isEqualTo(new Sizing.PercentEquity(50));
        assertThat(bound.execution())
                .isEqualTo(
                        new Execution(
                                Execution.Fill.NEXT_OPEN,
                                0.2,
                                0.1,
                                0.3,
                                Execution.Intrabar.OPTIMISTIC,
                                4,
                                false));
        assertThat(valid(StrategyDocument.read(StrategyDocument.write(bound), "")))
                .isEqualTo(bound);
    }

    @Test
    void everyBoundCombinationIsAValidStrategyOfItsOwn() {
        OptimizationSpec spec =
                read(
                        changed(
                                OPTIMIZATION,
                                "space = {\"fast.window\": {\"from\": 2, \"to\": 2000, \"step\":"
                                        + " 222}, \"bb.k\": {\"from\": 0.1, \"to\": 10, \"step\":"
                                        + " 3.3}, \"stops.stop_loss_pct\": [null, 0.5]} ;;"
                                        + " -constraints"));

        TreeSet<String> hashes = new TreeSet<>();
        for (long index = 0; index < spec.space().size(); index++) {
            StrategySpec bound = Combinations.bind(spec, index);
            hashes.add(StrategyDocument.hash(bound).hex());
            assertThat(valid(StrategyDocument.read(StrategyDocument.write(bound), "")))
                    .isEqualTo(bound);
        }
        assertThat(hashes).hasSize(80);
    }

    @Test
    void anAxisThatDoesNotFitIsABrokenPromise() {
        OptimizationSpec spec = read(json(OPTIMIZATION));
        for (String name :
                List.of("x.window", "fast.x", "const.x", "stops.x", "sizing.x", "execution.x")) {
            ParameterSpace space =
                    new ParameterSpace(
                            List.of(new Axis.Listed(name, List.of(new AxisValue.Numeric(5)))),
                            List.of());
            assertThatThrownBy(() -> Combinations.bind(spec.strategy(), space, 0))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void searchesOfOneTemplateShareItsHashWhateverTheirValues() {
        OptimizationSpec spec = read(json(OPTIMIZATION));

        assertThat(
                        TemplateHash.of(
                                read(
                                        changed(
                                                OPTIMIZATION,
                                                "space.'fast.window' = [3, 4] ;; -constraints ;;"
                                                        + " strategy.indicators.fast.window = 99 ;;"
                                                        + " strategy.stops.stop_loss_pct = 7 ;;"
                                                        + " objective = \"calmar\" ;; range.to ="
                                                        + " \"2024-06-01T00:00:00Z\""))))
                .isEqualTo(TemplateHash.of(spec));
        assertThat(
                        TemplateHash.of(
                                read(changed(OPTIMIZATION, "strategy.indicators.rsi.window = 15"))))
                .isNotEqualTo(TemplateHash.of(spec));
        assertThat(TemplateHash.of(read(changed(OPTIMIZATION, "space.'rsi.window' = [14]"))))
                .isNotEqualTo(TemplateHash.of(spec));
    }

    @Test
    void theEstimateGrowsWithTheWorkAndShrinksWithTheThreads() {
        OptimizationSpec spec = read(json(OPTIMIZATION));

        // bb has three outputs, rsi one, fast 100 windows, slow 1,000.
        assertThat(Estimate.columns(spec)).isEqualTo(1_104);
        Estimate one = Estimate.of(spec, 525_600, 1);
        Estimate two = Estimate.of(spec, 525_600, 2);
        assertThat(one.combinations()).isEqualTo(300_000);
        assertThat(one.bars()).isEqualTo(525_600);
        assertThat(one.seconds()).isEqualTo(790.4);
        assertThat(two.seconds()).isEqualTo(396.2);
        assertThat(one.bytes()).isEqualTo(525_600L * 240 + Estimate.COLUMN_BUDGET);
        assertThat(
                        Estimate.of(ParameterSpace.MAX_SIZE, 10_000_000, 1e9, 1, Long.MAX_VALUE / 2)
                                .bytes())
                .isEqualTo(10_000_000L * 240 + Estimate.COLUMN_BUDGET);
    }

    private static OptimizationSpec read(JsonNode node) {
        return valid(OptimizationDocument.read(node));
    }
}
