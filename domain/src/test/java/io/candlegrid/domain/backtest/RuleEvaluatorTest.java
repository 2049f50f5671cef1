package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleEvaluatorTest {

    private static final Operand CLOSE = new Operand.Price(PriceSource.CLOSE);
    private static final Operand MEAN = new Operand.IndicatorOutput("mean", "value");
    private static final Rule FALSE =
            new Rule.Compare(Rule.Comparison.LT, CLOSE, new Operand.Literal(0));
    private static final Rule ABOVE_MEAN = new Rule.Compare(Rule.Comparison.GT, CLOSE, MEAN);

    @Test
    void comparesAtOneBar() {
        assertThat(truth(new Rule.Compare(Rule.Comparison.GT, CLOSE, level(3)), 2, 3, 4))
                .containsExactly(false, false, true);
        assertThat(truth(new Rule.Compare(Rule.Comparison.GTE, CLOSE, level(3)), 2, 3, 4))
                .containsExactly(false, true, true);
        assertThat(truth(new Rule.Compare(Rule.Comparison.LT, CLOSE, level(3)), 2, 3, 4))
                .containsExactly(true, false, false);
        assertThat(truth(new Rule.Compare(Rule.Comparison.LTE, CLOSE, level(3)), 2, 3, 4))
                .containsExactly(true, true, false);
    }

    @Test
    void crossesFromAtOrBelowToAbove() {
        Rule above = new Rule.Cross(Rule.CrossDirection.ABOVE, CLOSE, level(3));
        Rule below = new Rule.Cross(Rule.CrossDirection.BELOW, CLOSE, level(3));

        assertThat(truth(above, 4, 3, 4, 5, 2, 3, 2, 4))
                .containsExactly(false, false, true, false, false, false, false, true);
        assertThat(truth(below, 2, 3, 2, 1, 4, 3, 4, 2))
                .containsExactly(false, false, true, false, false, false, false, true);
    }

    @Test
    void isFalseWhileAnyOperandAnywhereIsUndefined() {
        assertThat(truth(ABOVE_MEAN, 1, 2, 3, 4)).containsExactly(false, false, true, true);
        assertThat(truth(new Rule.Not(ABOVE_MEAN), 4, 3, 2, 1))
                .containsExactly(false, false, true, true);
        Rule alwaysOrMean = new Rule.Any(List.of(new Rule.Not(FALSE), ABOVE_MEAN));
        assertThat(truth(alwaysOrMean, 4, 3, 2, 1)).containsExactly(false, false, true, true);
    }

    @Test
    void needsBothBarsOfACrossToBeDefined() {
        Rule cross = new Rule.Cross(Rule.CrossDirection.ABOVE, CLOSE, MEAN);
        assertThat(truth(new Rule.Not(cross), 4, 3, 2, 1, 1))
                .containsExactly(false, false, false, true, true);
        Rule flat = new Rule.Cross(Rule.CrossDirection.ABOVE, level(2), level(1));
        assertThat(truth(new Rule.Not(flat), 1, 1)).containsExactly(false, true);
    }

    @Test
    void combinesRules() {
        Rule above2 = new Rule.Compare(Rule.Comparison.GT, CLOSE, level(2));
        Rule below4 =
                new Rule.Compare(Rule.Comparison.LT, CLOSE, new Operand.NamedConstant("four"));

        assertThat(truth(new Rule.All(List.of(above2, below4)), 2, 3, 4))
                .containsExactly(false, true, false);
        assertThat(truth(new Rule.Any(List.of(above2, below4)), 2, 3, 4))
                .containsExactly(true, true, true);
    }

    private static Operand level(double value) {
        return new Operand.Literal(value);
    }

    private static List<Boolean> truth(Rule rule, double... closes) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(RandomSeries.spot());
        for (int i = 0; i < closes.length; i++) {
            builder.add(
                    RandomSeries.START.toEpochMilli() + i * 60_000L,
                    closes[i],
                    closes[i],
                    closes[i],
                    closes[i],
                    0);
        }
        CandleSeries series = builder.build();
        TreeMap<String, IndicatorUse> indicators = new TreeMap<>();
        indicators.put(
                "mean",
                new IndicatorUse("sma", new TreeMap<>(Map.of("window", 3.0)), PriceSource.CLOSE));
        StrategySpec base = Script.bars("1 1 1 1").spec();
        StrategySpec spec =
                new StrategySpec(
                        base.instrument(),
                        base.timeframe(),
                        indicators,
                        new SideRules(rule, rule),
                        null,
                        new TreeMap<>(Map.of("four", 4.0)),
                        base.stops(),
                        base.sizing(),
                        base.execution());
        RuleEvaluator evaluator = new RuleEvaluator(OperandValues.of(spec, series));
        return IntStream.range(0, series.bars())
                .mapToObj(bar -> evaluator.isTrue(rule, bar))
                .toList();
    }
}
