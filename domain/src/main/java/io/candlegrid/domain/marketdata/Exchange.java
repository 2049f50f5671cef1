package io.candlegrid.domain.marketdata;

import java.util.Locale;

/** A venue that candles come from. */
public enum Exchange {
    BINANCE,
    BYBIT;

    /** The lower-case name used in keys, documents and table names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
