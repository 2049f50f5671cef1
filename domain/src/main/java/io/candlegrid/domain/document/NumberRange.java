package io.candlegrid.domain.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The numbers that a field takes.
 *
 * @param minExcluded whether {@code min} itself is too small, as {@code maxExcluded} for max
 * @param whole whether only whole numbers are taken
 */
public record NumberRange(
        double min, boolean minExcluded, double max, boolean maxExcluded, boolean whole) {

    /** Decimals from min to max, both taken. */
    public static NumberRange between(double min, double max) {
        return new NumberRange(min, false, max, false, false);
    }

    /** Whole numbers from min to max, both taken. */
    public static NumberRange whole(double min, double max) {
        return new NumberRange(min, false, max, false, true);
    }

    /** Decimals above zero, up to and including max. */
    public static NumberRange aboveZero(double max) {
        return new NumberRange(0, true, max, false, false);
    }

    /** Decimals between two numbers that are not taken themselves. */
    public static NumberRange strictlyBetween(double min, double max) {
        return new NumberRange(min, true, max, true, false);
    }

    /** Whether the number is taken; NaN never is. */
    public boolean contains(double value) {
        return (minExcluded ? value > min : value >= min)
                && (maxExcluded ? value < max : value <= max)
                && (!whole || value == Math.rint(value));
    }

    /** The words for people, e.g. {@code between 2 and 2000}. */
    public String describe() {
        if (!minExcluded && !maxExcluded) {
            return "between " + text(min) + " and " + text(max);
        }
        return (minExcluded ? "above " : "at least ")
                + text(min)
                + (maxExcluded ? " and below " : " and at most ")
                + text(max);
    }

    /**
     * The node's number as the nearest double, never −0; null after reporting what is wrong.
     *
     * @param label how the message calls the field, e.g. {@code sma window}
     */
    public @Nullable Double read(JsonNode node, String path, String label, ErrorCollector errors) {
        BigDecimal exact = decimal(node);
        if (exact == null) {
            errors.add(
                    path,
                    node,
                    ErrorCode.WRONG_TYPE,
                    label + " must be a number " + describe() + ", got " + Documents.show(node));
            return null;
        }
        double value = exact.doubleValue();
        if (!(minExcluded ? value > min : value >= min)
                || !(maxExcluded ? value < max : value <= max)) {
            errors.add(
                    path,
                    node,
                    ErrorCode.OUT_OF_RANGE,
                    label + " must be " + describe() + ", got " + Documents.show(node));
            return null;
        }
        if (whole && !isWhole(exact)) {
            errors.add(
                    path,
                    node,
                    ErrorCode.NOT_AN_INTEGER,
                    label + " must be a whole number, got " + Documents.show(node));
            return null;
        }
        return value;
    }

    /** The exact number of a node, or null when it is none. */
    public static @Nullable BigDecimal decimal(JsonNode node) {
        if (!node.isNumber()) {
            return null;
        }
        if (node.isDouble() || node.isFloat()) {
            double value = node.doubleValue();
            return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
        }
        return node.decimalValue();
    }

    private static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    private static String text(double value) {
        return CanonicalJson.number(BigDecimal.valueOf(value));
    }
}
