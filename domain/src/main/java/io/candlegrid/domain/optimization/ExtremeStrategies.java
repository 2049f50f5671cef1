package io.candlegrid.domain.optimization;

import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The strategies of a search that stand for all of them where only indicators matter: the template,
 * and the combinations that have the first or the last value of every axis of an indicator, and of
 * one such axis against all others. Constraints don't leave them out.
 */
public final class ExtremeStrategies {

    private static final int MOST = 16;

    private ExtremeStrategies() {}

    /** The template first, without repetition, at most {@value #MOST}. */
    public static List<StrategySpec> of(OptimizationSpec spec) {
        List<Axis> axes = spec.space().axes();
        List<Integer> indicators = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            AxisTarget target = AxisTarget.of(axes.get(i).name());
            if (target instanceof AxisTarget.IndicatorParameter
                    || target instanceof AxisTarget.IndicatorSource) {
                indicators.add(i);
            }
        }
        List<StrategySpec> strategies = new ArrayList<>();
        strategies.add(spec.strategy());
        for (boolean last : new boolean[] {false, true}) {
            strategies.add(bind(spec, indicators, last, -1));
            for (int odd : indicators) {
                strategies.add(bind(spec, indicators, last, odd));
            }
        }
        return strategies.stream().distinct().limit(MOST).toList();
    }

    /** All axes of indicators at one end, one of them at the other. */
    private static StrategySpec bind(
            OptimizationSpec spec, List<Integer> indicators, boolean last, int odd) {
        StrategyBinder binder = new StrategyBinder(spec.strategy());
        for (int i : indicators) {
            Axis axis = spec.space().axes().get(i);
            boolean atEnd = last != (i == odd);
            binder.set(AxisTarget.of(axis.name()), axis.value(atEnd ? axis.count() - 1 : 0));
        }
        return binder.strategy();
    }
}
