package io.candlegrid.domain.strategy;

/** How large an entry is. */
public sealed interface Sizing {

    /** All of the equity. */
    Sizing ALL_IN = new PercentEquity(100);

    /** A percentage of the largest affordable notional. */
    record PercentEquity(double percent) implements Sizing {}

    /** A notional in quote units, capped at what is affordable. */
    record FixedQuote(double amount) implements Sizing {}

    /** A quantity that loses this percentage of equity at the nearest stop. */
    record RiskPercent(double percent) implements Sizing {}
}
