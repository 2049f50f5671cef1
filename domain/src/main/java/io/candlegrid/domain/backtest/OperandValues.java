package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value of every operand of a strategy at every bar of a series, NaN where undefined. Immutable
 * once built.
 */
public final class OperandValues {

    private final Map<String, Double> constants;
    private final Map<Operand.IndicatorOutput, double[]> outputs = new HashMap<>();
    private final Map<PriceSource, double[]> prices = new EnumMap<>(PriceSource.class);

    private OperandValues(
            StrategySpec spec, CandleSeries series, Function<String, Indicator> indicators) {
        constants = spec.constants();
        spec.indicators()
                .forEach((id, use) -> compute(id, use, indicators.apply(use.type()), series));
        prices(spec).forEach(source -> prices.put(source, series.values(source)));
    }

    /** Computes the columns of a strategy. */
    public static OperandValues of(StrategySpec spec, CandleSeries series) {
        return of(spec, series, IndicatorRegistry::indicator);
    }

    /** Computes the columns with indicators from elsewhere than the registry. */
    static OperandValues of(
            StrategySpec spec, CandleSeries series, Function<String, Indicator> indicators) {
        return new OperandValues(spec, series, indicators);
    }

    /** One operand's value at each bar. */
    interface Column {

        /** NaN where undefined. */
        double at(int bar);

        default boolean isDefined(int bar) {
            return !Double.isNaN(at(bar));
        }
    }

    /** The value at a bar; NaN where undefined, as before the first bar. */
    public double at(Operand operand, int bar) {
        return bar < 0 ? Double.NaN : column(operand).at(bar);
    }

    /** All values of an operand. */
    Column column(Operand operand) {
        return switch (operand) {
            case Operand.IndicatorOutput output -> stored(outputs.get(output), operand);
            case Operand.Price(PriceSource source) -> stored(prices.get(source), operand);
            case Operand.Literal(double value) -> bar -> value;
            case Operand.NamedConstant(String name) -> {
                double value = constant(name);
                yield bar -> value;
            }
        };
    }

    /** Every operand of a strategy's rules, in order of appearance, without repetition. */
    public static List<Operand> operands(StrategySpec spec) {
        List<Operand> operands = new ArrayList<>();
        collect(spec.longSide(), operands);
        collect(spec.shortSide(), operands);
        return operands.stream().distinct().toList();
    }

    /** Every field of the candle that a strategy's rules read, without repetition. */
    public static List<PriceSource> prices(StrategySpec spec) {
        List<PriceSource> sources = new ArrayList<>();
        for (Operand operand : operands(spec)) {
            if (operand instanceof Operand.Price(PriceSource source)) {
                sources.add(source);
            }
        }
        return sources;
    }

    private static void collect(@Nullable SideRules side, List<Operand> operands) {
        if (side == null) {
            return;
        }
        collect(side.entry(), operands);
        Rule exit = side.exit();
        if (exit != null) {
            collect(exit, operands);
        }
    }

    private static void collect(Rule rule, List<Operand> operands) {
        switch (rule) {
            case Rule.All(List<Rule> parts) -> parts.forEach(part -> collect(part, operands));
            case Rule.Any(List<Rule> parts) -> parts.forEach(part -> collect(part, operands));
            case Rule.Not(Rule part) -> collect(part, operands);
            case Rule.Compare compare -> {
                operands.add(compare.left());
                operands.add(compare.right());
            }
            case Rule.Cross cross -> {
                operands.add(cross.left());
                operands.add(cross.right());
            }
        }
    }

    private void compute(String id, IndicatorUse use, Indicator indicator, CandleSeries series) {
        double[][] columns = indicator.compute(use, series);
        List<String> names = indicator.definition().outputs();
        for (int i = 0; i < columns.length; i++) {
            outputs.put(new Operand.IndicatorOutput(id, names.get(i)), columns[i]);
        }
    }

    private double constant(String name) {
        Double value = constants.get(name);
        if (value == null) {
            throw new IllegalArgumentException("constant " + name + " is not in the strategy");
        }
        return value;
    }

    private static Column stored(double @Nullable [] values, Operand operand) {
        if (values == null) {
            throw new IllegalArgumentException(operand + " is not in the strategy");
        }
        return bar -> values[bar];
    }
}
