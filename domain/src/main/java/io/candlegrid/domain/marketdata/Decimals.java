package io.candlegrid.domain.marketdata;

/** Powers of ten that are exact in a double and in a long. */
public final class Decimals {

    /** Most decimals a stored value can have: 10^15 is the largest scale used. */
    public static final int MAX_DECIMALS = 15;

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
}
