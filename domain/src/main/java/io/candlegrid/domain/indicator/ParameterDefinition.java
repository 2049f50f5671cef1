package io.candlegrid.domain.indicator;

/**
 * A parameter of an indicator; registry data.
 *
 * @param step distance between sensible values, from {@code min}
 */
public record ParameterDefinition(
        String name, Type type, double min, double max, double step, double defaultValue) {

    /** What values are allowed. */
    public enum Type {
        INTEGER,
        DECIMAL
    }

    static ParameterDefinition window(int defaultValue, int max) {
        return new ParameterDefinition("window", Type.INTEGER, 2, max, 1, defaultValue);
    }
}
