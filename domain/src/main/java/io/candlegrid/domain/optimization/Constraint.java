package io.candlegrid.domain.optimization;

import org.jspecify.annotations.Nullable;

/** A comparison of two terms over axes; a combination with a null axis value in it is excluded. */
public record Constraint(Term left, Comparison comparison, Term right) {

    /** How the terms are compared. */
    public enum Comparison {
        LT,
        LTE,
        GT,
        GTE,
        EQ,
        NE
    }

    /**
     * {@code factor · axis + offset}, or a plain number.
     *
     * @param axis name of an axis; null for the plain number {@code offset}
     */
    public record Term(double factor, @Nullable String axis, double offset) {}
}
