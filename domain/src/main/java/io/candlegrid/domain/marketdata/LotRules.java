package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;

/**
 * In which quantities an instrument can be ordered.
 *
 * @param lotSize smallest quantity and its step, base units, positive
 * @param minNotional smallest order value, quote units; 0 for none
 */
public record LotRules(BigDecimal lotSize, BigDecimal minNotional) {

    public LotRules {
        if (lotSize.signum() <= 0 || minNotional.signum() < 0) {
            throw new IllegalArgumentException(
                    "lotSize=" + lotSize + " minNotional=" + minNotional);
        }
        lotSize = plain(lotSize);
        minNotional = plain(minNotional);
    }

    /** The same number has the same digits, whatever the scale of its column. */
    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
