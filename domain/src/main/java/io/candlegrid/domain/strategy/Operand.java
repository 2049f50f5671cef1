package io.candlegrid.domain.strategy;

import io.candlegrid.domain.marketdata.PriceSource;

/** Something a rule compares: a number at every bar, possibly undefined at the first ones. */
public sealed interface Operand {

    /**
     * An output of an indicator.
     *
     * @param indicator id of the indicator in the strategy
     * @param output name of the output; filled in when the indicator has only one
     */
    record IndicatorOutput(String indicator, String output) implements Operand {}

    /** A field of the candle. */
    record Price(PriceSource source) implements Operand {}

    /** A number written in the rule. */
    record Literal(double value) implements Operand {}

    /** A number looked up in the strategy's constants, so that it can be an axis. */
    record NamedConstant(String name) implements Operand {}
}
