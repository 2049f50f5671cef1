package io.candlegrid.domain.marketdata;

import java.util.Locale;

/** The kind of market of an exchange; {@link #FUTURES} are USDT-margined perpetuals. */
public enum MarketType {
    SPOT,
    FUTURES;

    /** The lower-case name used in keys and documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
