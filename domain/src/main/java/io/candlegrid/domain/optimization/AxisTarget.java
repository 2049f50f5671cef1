package io.candlegrid.domain.optimization;

import io.candlegrid.domain.strategy.StrategyOutline;
import java.util.List;

/** What an axis sets in a strategy, taken from its name. */
public sealed interface AxisTarget {

    /** A parameter of an indicator, {@code <indicator>.<param>}. */
    record IndicatorParameter(String indicator, String param) implements AxisTarget {}

    /** The source of an indicator, {@code <indicator>.source}. */
    record IndicatorSource(String indicator) implements AxisTarget {}

    /** A field of the stops, e.g. {@code stops.stop_loss_pct}. */
    record Stop(String field) implements AxisTarget {}

    /** The number of the sizing, e.g. {@code sizing.percent}. */
    record SizingNumber(String field) implements AxisTarget {}

    /** A field of the execution, e.g. {@code execution.fill}. */
    record ExecutionField(String field) implements AxisTarget {}

    /** A named constant, {@code const.<name>}. */
    record ConstantValue(String name) implements AxisTarget {}

    /** Where the field is in a {@code strategy/v1} document. */
    default List<String> path() {
        return switch (this) {
            case IndicatorParameter(String id, String param) -> List.of("indicators", id, param);
            case IndicatorSource(String id) -> List.of("indicators", id, "source");
            case Stop(String field) -> List.of("stops", field);
            case SizingNumber(String field) -> List.of("sizing", field);
            case ExecutionField(String field) -> List.of("execution", field);
            case ConstantValue(String name) -> List.of("constants", name);
        };
    }

    /** The target of a name; IllegalArgumentException when it has no dot. */
    static AxisTarget of(String axis) {
        int dot = axis.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("axis=" + axis + " has no dot");
        }
        String owner = axis.substring(0, dot);
        String field = axis.substring(dot + 1);
        return switch (owner) {
            case "stops" -> new Stop(field);
            case "sizing" -> new SizingNumber(field);
            case "execution" -> new ExecutionField(field);
            default -> {
                if (axis.startsWith(StrategyOutline.CONSTANT_PREFIX)) {
                    yield new ConstantValue(field);
                }
                yield field.equals("source")
                        ? new IndicatorSource(owner)
                        : new IndicatorParameter(owner, field);
            }
        };
    }
}
