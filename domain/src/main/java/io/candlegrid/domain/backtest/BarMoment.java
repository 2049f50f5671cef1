package io.candlegrid.domain.backtest;

import java.util.Locale;

/** When in a bar something happens. */
public enum BarMoment {
    /** Pending orders fill at the open. */
    OPEN,
    /** Prices within the bar reach a level. */
    INSIDE,
    /** Rules are looked at and orders are given at the close. */
    CLOSE;

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
