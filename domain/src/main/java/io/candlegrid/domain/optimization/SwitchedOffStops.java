package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds combinations whose nulls leave a strategy without a stop that it can't do without. */
final class SwitchedOffStops {

    private SwitchedOffStops() {}

    static void check(
            StrategySpec strategy,
            ParameterSpace space,
            ObjectFields document,
            ErrorCollector errors) {
        boolean needsExit = withoutExit(strategy.longSide()) || withoutExit(strategy.shortSide());
        if (needsExit && canAllBeOff(StopField.all(strategy.stops()), space)) {
            errors.add(
                    document.path("space"),
                    null,
                    ErrorCode.NOT_ALLOWED,
                    "with null on the axes of the stops nothing closes a position: a side has no"
                            + " \"exit\". Give it one, or leave null out");
        }
        if (strategy.sizing() instanceof Sizing.RiskPercent
                && canAllBeOff(StopField.priceStops(strategy.stops()), space)) {
            errors.add(
                    document.path("space"),
                    null,
                    ErrorCode.NOT_ALLOWED,
                    "with null on the axes of the stops risk_percent has no stop to size by; leave"
                            + " null out of stops.stop_loss_pct or stops.trailing_pct");
        }
    }

    private record StopField(String axis, boolean set) {

        static List<StopField> priceStops(Stops stops) {
            return List.of(
                    new StopField("stops.stop_loss_pct", stops.stopLossPct() != null),
                    new StopField("stops.trailing_pct", stops.trailingPct() != null));
        }

        static List<StopField> all(Stops stops) {
            return List.of(
                    new StopField("stops.stop_loss_pct", stops.stopLossPct() != null),
                    new StopField("stops.trailing_pct", stops.trailingPct() != null),
                    new StopField("stops.take_profit_pct", stops.takeProfitPct() != null),
                    new StopField("stops.max_bars", stops.maxBars() != null));
        }
    }

    private static boolean withoutExit(@Nullable SideRules side) {
        return side != null && side.exit() == null;
    }

    private static boolean canAllBeOff(List<StopField> fields, ParameterSpace space) {
        return fields.stream().allMatch(field -> canBeOff(field, space));
    }

    private static boolean canBeOff(StopField field, ParameterSpace space) {
        return space.axes().stream()
                .filter(axis -> axis.name().equals(field.axis()))
                .findFirst()
                .map(axis -> hasNull(axis) && !isConstrained(axis, space))
                .orElse(!field.set());
    }

    private static boolean hasNull(Axis axis) {
        return axis instanceof Axis.Listed listed && listed.values().contains(new AxisValue.None());
    }

    /** A constraint is false for null, so it keeps such combinations out. */
    private static boolean isConstrained(Axis axis, ParameterSpace space) {
        return space.constraints().stream()
                .anyMatch(constraint ->
                        axis.name().equals(constraint.left().axis())
                                || axis.name().equals(constraint.right().axis()));
    }
}
