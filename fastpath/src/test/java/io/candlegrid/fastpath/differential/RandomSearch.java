package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.OperandValues;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.optimization.RandomGrids;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A search of a few combinations around the strategy of a case: searches walk past bars that single
 * runs visit.
 */
final class RandomSearch {

    private RandomSearch() {}

    static OptimizationSpec of(RandomCase drawn) {
        RandomGenerator random = new SplittableRandom(~drawn.seed());
        List<Axis> axes = parameterAxis(random, drawn.strategy());
        double fee = drawn.strategy().execution().feePct();
        switch (random.nextInt(6)) {
            case 0 ->
                    axes.add(
                            listed(
                                    "execution.fee_pct",
                                    new AxisValue.Numeric(fee),
                                    new AxisValue.Numeric(fee + 0.01)));
            case 1 ->
                    axes.add(
                            listed(
                                    "execution.fill",
                                    new AxisValue.Text("close"),
                                    new AxisValue.Text("next_open")));
            default -> {
                // Often the parameter alone.
            }
        }
        return new OptimizationSpec(
                drawn.strategy(),
                drawn.input().range(),
                drawn.input().initialEquity(),
                new ParameterSpace(axes, List.of()),
                Metric.TOTAL_RETURN,
                1,
                random.nextInt(4) == 0 ? RandomGrids.pruning(random.nextLong()) : Pruning.NONE);
    }

    /** The value of a parameter and its neighbour, for an indicator that rules read, if any. */
    private static List<Axis> parameterAxis(RandomGenerator random, StrategySpec strategy) {
        List<Axis> axes = new ArrayList<>();
        List<String> read =
                OperandValues.operands(strategy).stream()
                        .filter(Operand.IndicatorOutput.class::isInstance)
                        .map(operand -> ((Operand.IndicatorOutput) operand).indicator())
                        .distinct()
                        .toList();
        if (read.isEmpty()) {
            return axes;
        }
        String id = read.get(random.nextInt(read.size()));
        IndicatorUse use = strategy.indicators().get(id);
        if (use == null) {
            throw new IllegalStateException("indicator " + id);
        }
        IndicatorDefinition definition = IndicatorRegistry.byId(use.type()).orElseThrow();
        if (!definition.params().isEmpty()) {
            ParameterDefinition param =
                    definition.params().get(random.nextInt(definition.params().size()));
            double value = use.param(param.name());
            double next = value + param.step();
            double neighbour = next <= param.max() ? next : value - param.step();
            axes.add(
                    listed(
                            id + "." + param.name(),
                            new AxisValue.Numeric(value),
                            new AxisValue.Numeric(neighbour)));
        }
        return axes;
    }

    private static Axis listed(String name, AxisValue... values) {
        return new Axis.Listed(name, List.of(values));
    }
}
