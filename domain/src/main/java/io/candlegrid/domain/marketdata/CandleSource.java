package io.candlegrid.domain.marketdata;

import java.util.Locale;

/** Where a stored candle came from. */
public enum CandleSource {
    /** An exchange's public archive file. */
    ARCHIVE,
    /** The exchange's REST interface. */
    REST,
    /** The exchange's WebSocket. */
    WEBSOCKET,
    /** Made up by {@link SyntheticMarket}; never real. */
    SYNTHETIC;

    /** The lower-case name in tables and documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
