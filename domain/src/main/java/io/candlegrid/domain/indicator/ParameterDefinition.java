package io.candlegrid.domain.indicator;

import java.util.List;

/**
 * A parameter of an indicator; registry data.
 *
 * @param step distance between sensible values, from {@code min}
 * @param outputs the only ones that it changes; empty when it changes all
 */
public record ParameterDefinition(
        String name,
        Type type,
        double min,
        double max,
        double step,
        double defaultValue,
        List<String> outputs) {

    /** What values are allowed. */
    public enum Type {
        INTEGER,
        DECIMAL
    }

    public ParameterDefinition {
        outputs = List.copyOf(outputs);
    }

    static ParameterDefinition window(int defaultValue, int max) {
        return window("window", defaultValue, max);
    }

    static ParameterDefinition window(String name, int defaultValue, int max) {
        return whole(name, 2, max, defaultValue);
    }

    static ParameterDefinition whole(String name, int min, int max, int defaultValue) {
        return new ParameterDefinition(name, Type.INTEGER, min, max, 1, defaultValue, List.of());
    }

    static ParameterDefinition multiplier(String name, double defaultValue) {
        return new ParameterDefinition(name, Type.DECIMAL, 0.1, 10, 0.1, defaultValue, List.of());
    }

    /** The same, changing these outputs only. */
    ParameterDefinition only(String... changed) {
        return new ParameterDefinition(name, type, min, max, step, defaultValue, List.of(changed));
    }

    /** Whether an output is another one for another value of this. */
    public boolean changes(String output) {
        return outputs.isEmpty() || outputs.contains(output);
    }
}
