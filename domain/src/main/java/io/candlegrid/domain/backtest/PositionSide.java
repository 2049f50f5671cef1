package io.candlegrid.domain.backtest;

import java.util.Locale;

/** Which way a position profits. */
public enum PositionSide {
    LONG,
    SHORT;

    /** +1 for long, −1 for short. */
    public int sign() {
        return this == LONG ? 1 : -1;
    }

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
