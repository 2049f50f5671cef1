package io.candlegrid.domain.strategy;

import java.util.List;

/**
 * A condition over the candles up to a bar. It is false at a bar where any operand anywhere in it
 * is undefined (for crosses also at the bar before).
 */
public sealed interface Rule {

    /** True when every part is. */
    record All(List<Rule> parts) implements Rule {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** True when some part is. */
    record Any(List<Rule> parts) implements Rule {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** True when the part is false and defined. */
    record Not(Rule part) implements Rule {}

    /** A comparison of two operands at the same bar. */
    record Compare(Comparison comparison, Operand left, Operand right) implements Rule {}

    /** {@code a[i−1] ≤ b[i−1] and a[i] > b[i]} for ABOVE, mirrored for BELOW. */
    record Cross(CrossDirection direction, Operand left, Operand right) implements Rule {}

    /** How two operands are compared; the name in documents is the lower-case name. */
    enum Comparison {
        GT,
        LT,
        GTE,
        LTE
    }

    /** Which way the left operand crosses the right one. */
    enum CrossDirection {
        ABOVE,
        BELOW
    }
}
