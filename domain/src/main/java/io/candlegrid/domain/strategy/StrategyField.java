package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.NumberRange;
import java.util.List;

/** A field of a strategy that can be an axis of a grid search, with the values it takes. */
public sealed interface StrategyField {

    /** How messages call it, e.g. {@code sma window}. */
    String label();

    /** Whether null is a value: the feature is off. */
    boolean nullable();

    /** A field that holds a number. */
    record Numeric(String label, NumberRange range, boolean nullable) implements StrategyField {}

    /** A field that holds one of some names. */
    record Choice(String label, List<String> names) implements StrategyField {
        public Choice {
            names = List.copyOf(names);
        }

        @Override
        public boolean nullable() {
            return false;
        }
    }
}
