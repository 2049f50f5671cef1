package io.candlegrid.domain.marketdata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a candle, or a mean of several, that rules and indicators read. The value is {@code
 * (double) raw / (double) (divisor · 10^d)} with an undivided integer numerator {@code raw}.
 */
public enum PriceSource {
    OPEN(1),
    HIGH(1),
    LOW(1),
    CLOSE(1),
    VOLUME(1),
    HL2(2),
    HLC3(3),
    OHLC4(4);

    private final int divisor;

    PriceSource(int divisor) {
        this.divisor = divisor;
    }

    /** What the sum of the raw columns is divided by, besides the power of ten. */
    public int divisor() {
        return divisor;
    }

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of a label, or empty when there is none. */
    public static Optional<PriceSource> byLabel(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
}
