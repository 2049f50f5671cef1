package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An instrument with its trading rules; a null rule is not known.
 *
 * @param status the exchange's word, lower case, e.g. {@code trading}; {@code unknown} if not told
 * @param tickSize smallest price step
 * @param lotSize smallest quantity step
 * @param minQuantity smallest quantity of an order in base units
 * @param minNotional smallest order value in quote units
 * @param tradable whether orders are accepted
 * @param source where the row came from: {@code exchange}, or a label of {@link CandleSource}
 */
public record Instrument(
        InstrumentId id,
        String status,
        @Nullable BigDecimal tickSize,
        @Nullable BigDecimal lotSize,
        @Nullable BigDecimal minQuantity,
        @Nullable BigDecimal minNotional,
        boolean tradable,
        String source) {

    /** {@link #source} of what an exchange's own list tells. */
    public static final String LISTED = "exchange";

    /** {@link #status} of what an exchange no longer lists. */
    public static final String DELISTED = "delisted";

    /** An instrument whose smallest quantity is not known. */
    public Instrument(
            InstrumentId id,
            String status,
            @Nullable BigDecimal tickSize,
            @Nullable BigDecimal lotSize,
            @Nullable BigDecimal minNotional,
            boolean tradable,
            String source) {
        this(id, status, tickSize, lotSize, null, minNotional, tradable, source);
    }

    /** The same with the rules of another where they are not known. */
    public Instrument orRulesOf(Instrument other) {
        return new Instrument(
                id,
                status,
                tickSize == null ? other.tickSize : tickSize,
                lotSize == null ? other.lotSize : lotSize,
                minQuantity == null ? other.minQuantity : minQuantity,
                minNotional == null ? other.minNotional : minNotional,
                tradable,
                source);
    }

    /** The same as an exchange that doesn't list it any more leaves it. */
    public Instrument delisted() {
        return new Instrument(
                id, DELISTED, tickSize, lotSize, minQuantity, minNotional, false, source);
    }

    /** Whether all is the same; numbers that only differ in trailing zeros are. */
    public boolean says(Instrument other) {
        return id.equals(other.id)
                && status.equals(other.status)
                && same(tickSize, other.tickSize)
                && same(lotSize, other.lotSize)
                && same(minQuantity, other.minQuantity)
                && same(minNotional, other.minNotional)
                && tradable == other.tradable
                && source.equals(other.source);
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }
}
