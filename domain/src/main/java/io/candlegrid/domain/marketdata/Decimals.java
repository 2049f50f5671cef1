package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;

/**
 * Decimal numbers behind doubles: powers of ten that are exact, and the shortest decimal of a
 * stored double. A decimal of at most 15 significant digits and its nearest double determine each
 * other, so nothing is lost by storing candles as Float64.
 */
public final class Decimals {

    /** Most decimals a stored value can have: 10^15 is the largest scale used. */
    public static final int MAX_DECIMALS = 15;

    /** Most significant digits a stored value can have. */
    public static final int MAX_SIGNIFICANT_DIGITS = 15;

    /** First integer that a double may not hold exactly; scaled values stay below it. */
    public static final long EXACT_LIMIT = 1L << 53;

    private static final double SIGNIFICANT_LIMIT = 1e15;

    private static final long[] POWERS = new long[MAX_DECIMALS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** 10^decimals for 0 to {@link #MAX_DECIMALS}. */
    public static long powerOfTen(int decimals) {
        return POWERS[decimals];
    }

    /**
     * The number of decimals of the shortest decimal of a value ≥ 0, or −1 when the value is
     * negative, not finite, or needs more than 15 significant digits or 15 decimals.
     */
    public static int decimalsOf(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            return -1;
        }
        for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
            if (hasAtMost(value, decimals)) {
                return decimals;
            }
        }
        return isLargeWhole(value) ? 0 : -1;
    }

    /** Whether a value ≥ 0 is a decimal of 15 significant digits with at most these decimals. */
    public static boolean hasAtMost(double value, int decimals) {
        double power = POWERS[decimals];
        double numerator = Math.rint(value * power);
        return numerator < SIGNIFICANT_LIMIT && numerator / power == value;
    }

    /**
     * {@code value · 10^decimals} as an exact integer; the value must have at most these decimals
     * ({@link #decimalsOf}). ArithmeticException when the result is 2^53 or more.
     */
    public static long scaled(double value, int decimals) {
        double numerator = Math.rint(value * POWERS[decimals]);
        if (numerator < SIGNIFICANT_LIMIT) {
            return (long) numerator;
        }
        int own = decimalsOf(value);
        if (own < 0 || own > decimals) {
            throw new IllegalArgumentException("value=" + value + " decimals=" + decimals);
        }
        long digits = (long) Math.rint(value * POWERS[own]);
        long scaled = Math.multiplyExact(digits, POWERS[decimals - own]);
        if (scaled >= EXACT_LIMIT) {
            throw new ArithmeticException("value=" + value + " decimals=" + decimals);
        }
        return scaled;
    }

    /** Whether a decimal number has at most 15 significant digits and 15 decimals. */
    public static boolean isStorable(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.precision() <= MAX_SIGNIFICANT_DIGITS && shortest.scale() <= MAX_DECIMALS;
    }

    private static boolean isLargeWhole(double value) {
        return value >= SIGNIFICANT_LIMIT
                && value < EXACT_LIMIT
                && value == Math.rint(value)
                && isStorable(BigDecimal.valueOf((long) value));
    }
}
