package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CausalityCheckTest {

    @Test
    void everyRandomStrategyIsCausal() {
        for (long seed = 0; seed < 40; seed++) {
            StrategySpec spec =
                    RandomStrategies.of(seed, RandomStrategies.Scope.EVERYTHING, Timeframe.M1);
            CandleSeries series = RandomSeries.minutes(seed, RandomSeries.futures(), 1200);

            assertThat(CausalityCheck.find(spec, series, seed)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void catchesAnIndicatorThatLooksOneBarAhead() {
        StrategySpec spec = spec();
        CandleSeries series = RandomSeries.minutes(1, RandomSeries.futures(), 1200);

        Optional<CausalityCheck.LookAhead> found =
                CausalityCheck.find(spec, series, 1, LookingAhead::indicator);

        assertThat(found).isPresent();
        assertThat(found.orElseThrow().bar()).isEqualTo(found.orElseThrow().prefixBars() - 1);
    }

    @Test
    void signalsOnAPrefixAreThePrefixOfTheSignals() {
        for (long seed = 100; seed < 130; seed++) {
            StrategySpec spec =
                    RandomStrategies.of(seed, RandomStrategies.Scope.LONG, Timeframe.M1);
            CandleSeries series = RandomSeries.minutes(seed, RandomSeries.spot(), 800);
            CandleSeries prefix = series.prefix(series.bars() / 2);
            RuleEvaluator all = new RuleEvaluator(OperandValues.of(spec, series));
            RuleEvaluator part = new RuleEvaluator(OperandValues.of(spec, prefix));
            var entry = Objects.requireNonNull(spec.longSide()).entry();
            for (int bar = 0; bar < prefix.bars(); bar++) {
                assertThat(part.isTrue(entry, bar))
                        .as("seed %d bar %d", seed, bar)
                        .isEqualTo(all.isTrue(entry, bar));
            }
        }
    }

    private static StrategySpec spec() {
        long seed = 0;
        while (true) {
            StrategySpec spec =
                    RandomStrategies.of(seed++, RandomStrategies.Scope.EVERYTHING, Timeframe.M1);
            boolean usesIndicator =
                    OperandValues.operands(spec).stream()
                            .anyMatch(Operand.IndicatorOutput.class::isInstance);
            if (usesIndicator) {
                return spec;
            }
        }
    }
}
