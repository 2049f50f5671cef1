package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An indicator with its parameters.
 *
 * @param type id in the registry, e.g. {@code sma}
 * @param params every parameter of the registry entry, defaults filled in
 * @param source what it reads; null for indicators without a source, e.g. {@code atr}
 */
public record IndicatorUse(
        String type, SortedMap<String, Double> params, @Nullable PriceSource source) {

    public IndicatorUse {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /**
     * The value of a parameter; IllegalArgumentException when the indicator has none of the name.
     */
    public double param(String name) {
        Double value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("indicator " + type + " has no parameter " + name);
        }
        return value;
    }

    /** A parameter that is a whole number, e.g. {@code window}. */
    public int intParam(String name) {
        return (int) param(name);
    }
}
