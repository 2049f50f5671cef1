package io.candlegrid.domain.optimization;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of a parameter space, ready to be asked for many combinations. Terms are compared
 * as exact decimals, so that {@code 3 * x == y} holds for 0.1 and 0.3; both sides of a constraint
 * are kept as integers scaled by one power of ten. Immutable and thread-safe; asking allocates
 * nothing.
 */
public final class ConstraintFilter {

    /** Marks a null axis value in a table. */
    private static final long NULL = Long.MIN_VALUE;

    private final Comparison[] constraints;

    private ConstraintFilter(Comparison[] constraints) {
        this.constraints = constraints;
    }

    /**
     * The filter of a space. IllegalArgumentException when a constraint names no axis of the space
     * or one of texts; ArithmeticException when its numbers need more than 18 digits.
     */
    public static ConstraintFilter of(ParameterSpace space) {
        return new ConstraintFilter(
                space.constraints().stream()
                        .map(constraint -> compile(constraint, space.axes()))
                        .toArray(Comparison[]::new));
    }

    /**
     * Whether all constraints hold.
     *
     * @param positions {@code long[axes]}, the position on each axis as {@link
     *     ParameterSpace#decode} gives it
     */
    public boolean satisfies(long[] positions) {
        for (Comparison constraint : constraints) {
            if (!constraint.holds(positions)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is no constraint at all. */
    public boolean isEmpty() {
        return constraints.length == 0;
    }

    List<Comparison> comparisons() {
        return List.of(constraints);
    }

    /** One constraint, compiled. */
    record Comparison(Constraint.Comparison operator, Side left, Side right) {

        boolean holds(long[] positions) {
            long a = left.at(positions);
            long b = right.at(positions);
            if (a == NULL || b == NULL) {
                return false;
            }
            return switch (operator) {
                case LT -> a < b;
                case LTE -> a <= b;
                case GT -> a > b;
                case GTE -> a >= b;
                case EQ -> a == b;
                case NE -> a != b;
            };
        }

        /** False only when no combination of values between the bounds can hold. */
        boolean mayHold(long leftMin, long leftMax, long rightMin, long rightMax) {
            return switch (operator) {
                case LT -> leftMin < rightMax;
                case LTE -> leftMin <= rightMax;
                case GT -> leftMax > rightMin;
                case GTE -> leftMax >= rightMin;
                case EQ -> leftMin <= rightMax && rightMin <= leftMax;
                case NE -> leftMin != leftMax || rightMin != rightMax || leftMin != rightMin;
            };
        }
    }

    /**
     * One side of a comparison: a number, a linear function of a position or a table by position.
     *
     * @param axis index of the axis, −1 for a number
     * @param min smallest value over the whole axis, null values left out; likewise max
     */
    record Side(int axis, long base, long slope, long @Nullable [] table, long min, long max) {

        long at(long[] positions) {
            if (axis < 0) {
                return base;
            }
            long position = positions[axis];
            return table == null ? base + slope * position : table[(int) position];
        }

        /** Whether no value is anything but null. */
        boolean allNull() {
            return min > max;
        }
    }

    private static Comparison compile(Constraint constraint, List<Axis> axes) {
        Terms left = Terms.of(constraint.left(), axes);
        Terms right = Terms.of(constraint.right(), axes);
        int scale = Math.max(left.scale(), right.scale());
        return new Comparison(constraint.comparison(), left.scaled(scale), right.scaled(scale));
    }

    /** A side in decimals: {@code first + step · position}, or listed values with nulls. */
    private record Terms(
            int axis,
            BigDecimal first,
            BigDecimal step,
            long count,
            @Nullable List<@Nullable BigDecimal> listed) {

        static Terms of(Constraint.Term term, List<Axis> axes) {
            BigDecimal offset = BigDecimal.valueOf(term.offset());
            String name = term.axis();
            if (name == null) {
                return new Terms(-1, offset, BigDecimal.ZERO, 1, null);
            }
            BigDecimal factor = BigDecimal.valueOf(term.factor());
            for (int i = 0; i < axes.size(); i++) {
                if (axes.get(i).name().equals(name)) {
                    return of(i, axes.get(i), factor, offset);
                }
            }
            throw new IllegalArgumentException("a constraint names " + name + ", not an axis");
        }

        private static Terms of(int index, Axis axis, BigDecimal factor, BigDecimal offset) {
            return switch (axis) {
                case Axis.Range range ->
                        new Terms(
                                index,
                                range.from().multiply(factor).add(offset),
                                range.step().multiply(factor),
                                range.count(),
                                null);
                case Axis.Listed listed -> {
                    List<@Nullable BigDecimal> values = new ArrayList<>();
                    for (AxisValue value : listed.values()) {
                        values.add(
                                switch (value) {
                                    case AxisValue.Numeric(double number) ->
                                            BigDecimal.valueOf(number).multiply(factor).add(offset);
                                    case AxisValue.None ignored -> null;
                                    case AxisValue.Text(String text) ->
                                            throw new IllegalArgumentException(
                                                    "a constraint compares numbers, "
                                                            + axis.name()
                                                            + " has the text "
                                                            + text);
                                });
                    }
                    yield new Terms(index, BigDecimal.ZERO, BigDecimal.ZERO, values.size(), values);
                }
            };
        }

        int scale() {
            int scale = Math.max(decimals(first), decimals(step));
            if (listed != null) {
                for (BigDecimal value : listed) {
                    scale = Math.max(scale, value == null ? 0 : decimals(value));
                }
            }
            return scale;
        }

        Side scaled(int scale) {
            if (listed == null) {
                long base = exact(first, scale);
                long last = exact(first.add(step.multiply(BigDecimal.valueOf(count - 1))), scale);
                long slope = exact(step, scale);
                return new Side(
                        axis, base, slope, null, Math.min(base, last), Math.max(base, last));
            }
            long[] table = new long[listed.size()];
            long min = Long.MAX_VALUE;
            long max = NULL;
            for (int i = 0; i < table.length; i++) {
                BigDecimal value = listed.get(i);
                table[i] = value == null ? NULL : exact(value, scale);
                if (value != null) {
                    min = Math.min(min, table[i]);
                    max = Math.max(max, table[i]);
                }
            }
            return new Side(axis, 0, 0, table, min, max);
        }

        private static int decimals(BigDecimal value) {
            return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
        }

        private static long exact(BigDecimal value, int scale) {
            long scaled = value.movePointRight(scale).longValueExact();
            if (scaled == NULL) {
                throw new ArithmeticException("value=" + value + " scale=" + scale);
            }
            return scaled;
        }
    }
}
