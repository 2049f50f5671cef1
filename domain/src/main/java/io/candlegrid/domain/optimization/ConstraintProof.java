package io.candlegrid.domain.optimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for a combination that satisfies constraints, to prove that there is none. It walks only
 * the axes that occur in the constraints and leaves a branch as soon as the bounds of the axes not
 * yet fixed can't satisfy one; so it is exact for small spaces and for most large ones, and gives
 * up after a bounded number of steps, when it claims nothing.
 */
final class ConstraintProof {

    static final long MAX_STEPS = 2_000_000;

    private final List<ConstraintFilter.Comparison> constraints;
    private final List<Integer> order;
    private final long[] counts;
    private final long[] positions;
    private final boolean[] fixed;
    private long steps = MAX_STEPS;

    private ConstraintProof(List<ConstraintFilter.Comparison> constraints, List<Axis> axes) {
        this.constraints = constraints;
        this.counts = axes.stream().mapToLong(Axis::count).toArray();
        this.positions = new long[counts.length];
        this.fixed = new boolean[counts.length];
        SortedSet<Integer> used = new TreeSet<>();
        for (ConstraintFilter.Comparison constraint : constraints) {
            used.add(constraint.left().axis());
            used.add(constraint.right().axis());
        }
        used.remove(-1);
        this.order = new ArrayList<>(used);
        order.sort(Comparator.comparingLong(axis -> counts[axis]));
    }

    /** Whether it is certain that no combination satisfies the constraints all at once. */
    static boolean nothingSatisfies(
            List<ConstraintFilter.Comparison> constraints, List<Axis> axes) {
        for (List<ConstraintFilter.Comparison> part : independentParts(constraints)) {
            ConstraintProof proof = new ConstraintProof(part, axes);
            if (proof.search(0) == Outcome.NONE) {
                return true;
            }
        }
        return false;
    }

    private enum Outcome {
        FOUND,
        NONE,
        GIVEN_UP
    }

    private Outcome search(int depth) {
        if (!possible()) {
            return Outcome.NONE;
        }
        if (depth == order.size()) {
            return Outcome.FOUND;
        }
        int axis = order.get(depth);
        fixed[axis] = true;
        Outcome outcome = Outcome.NONE;
        for (long i = 0; i < counts[axis] && outcome == Outcome.NONE; i++) {
            if (--steps < 0) {
                outcome = Outcome.GIVEN_UP;
            } else {
                positions[axis] = i;
                outcome = search(depth + 1);
            }
        }
        fixed[axis] = false;
        return outcome;
    }

    private boolean possible() {
        for (ConstraintFilter.Comparison constraint : constraints) {
            if (!possible(constraint)) {
                return false;
            }
        }
        return true;
    }

    private boolean possible(ConstraintFilter.Comparison constraint) {
        ConstraintFilter.Side left = constraint.left();
        ConstraintFilter.Side right = constraint.right();
        if (left.allNull() || right.allNull()) {
            return false;
        }
        boolean leftKnown = isKnown(left);
        boolean rightKnown = isKnown(right);
        if (leftKnown && rightKnown) {
            return constraint.holds(positions);
        }
        long leftValue = leftKnown ? left.at(positions) : 0;
        long rightValue = rightKnown ? right.at(positions) : 0;
        // A null value, the smallest long, fails the comparison below or later on both sides known.
        return constraint.mayHold(
                leftKnown ? leftValue : left.min(),
                leftKnown ? leftValue : left.max(),
                rightKnown ? rightValue : right.min(),
                rightKnown ? rightValue : right.max());
    }

    private boolean isKnown(ConstraintFilter.Side side) {
        return side.axis() < 0 || fixed[side.axis()];
    }

    /** Constraints that share no axis can be looked at one group after the other. */
    private static List<List<ConstraintFilter.Comparison>> independentParts(
            List<ConstraintFilter.Comparison> constraints) {
        List<List<ConstraintFilter.Comparison>> parts = new ArrayList<>();
        for (ConstraintFilter.Comparison constraint : constraints) {
            List<ConstraintFilter.Comparison> joined = new ArrayList<>();
            joined.add(constraint);
            for (List<ConstraintFilter.Comparison> part : List.copyOf(parts)) {
                if (part.stream().anyMatch(other -> shareAxis(other, constraint))) {
                    joined.addAll(part);
                    parts.remove(part);
                }
            }
            parts.add(joined);
        }
        return parts;
    }

    private static boolean shareAxis(ConstraintFilter.Comparison a, ConstraintFilter.Comparison b) {
        return isOn(a, b.left().axis()) || isOn(a, b.right().axis());
    }

    private static boolean isOn(ConstraintFilter.Comparison constraint, int axis) {
        return axis >= 0 && (constraint.left().axis() == axis || constraint.right().axis() == axis);
    }
}
