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

    /** The undivided numerator of a candle whose columns are scaled integers. */
    public long raw(long open, long high, long low, long close, long volume) {
        return switch (this) {
            case OPEN -> open;
            case HIGH -> high;
            case LOW -> low;
            case CLOSE -> close;
            case VOLUME -> volume;
            case HL2 -> high + low;
            case HLC3 -> high + low + close;
            case OHLC4 -> open + high + low + close;
        };
    }

    /** The denominator of {@link #raw}: divisor · 10^d, exact in a double. */
    public double scale(int priceDecimals, int volumeDecimals) {
        return (double) divisor
                * Decimals.powerOfTen(this == VOLUME ? volumeDecimals : priceDecimals);
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
