package io.candlegrid.domain.optimization;

/** One value of an axis. */
public sealed interface AxisValue {

    /** A number. */
    record Numeric(double value) implements AxisValue {}

    /** A name, e.g. a price source or a fill model. */
    record Text(String value) implements AxisValue {}

    /** JSON null: the field is switched off, e.g. no stop-loss. */
    record None() implements AxisValue {}
}
