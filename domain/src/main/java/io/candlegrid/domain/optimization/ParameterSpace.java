package io.candlegrid.domain.optimization;

import java.util.Comparator;
import java.util.List;

/**
 * The combinations of a grid search, never materialised: a combination <em>is</em> its index, a
 * mixed-radix number whose digits are positions on the axes, the last axis fastest.
 *
 * @param axes in ASCII order of name, whatever the order given
 * @param constraints all must hold; an index that breaks one is skipped, the others keep theirs
 */
public record ParameterSpace(List<Axis> axes, List<Constraint> constraints) {

    /** Most combinations a space can have. */
    public static final long MAX_SIZE = 1_000_000_000_000L;

    public ParameterSpace {
        axes = axes.stream().sorted(Comparator.comparing(Axis::name)).toList();
        constraints = List.copyOf(constraints);
    }

    /** Number of indices, skipped ones included; ArithmeticException when it exceeds a long. */
    public long size() {
        long size = 1;
        for (Axis axis : axes) {
            size = Math.multiplyExact(size, axis.count());
        }
        return size;
    }

    /** Writes the position on each axis of an index to {@code positions[axes]}. */
    public void decode(long index, long[] positions) {
        long rest = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            long count = axes.get(i).count();
            positions[i] = rest % count;
            rest /= count;
        }
    }

    /** The constraints in a form that is fast to ask, see {@link ConstraintFilter}. */
    public ConstraintFilter filter() {
        return ConstraintFilter.of(this);
    }

    /** The axis values of an index, in order of the axes. */
    public List<AxisValue> values(long index) {
        long[] positions = new long[axes.size()];
        decode(index, positions);
        AxisValue[] values = new AxisValue[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = axes.get(i).value(positions[i]);
        }
        return List.of(values);
    }
}
