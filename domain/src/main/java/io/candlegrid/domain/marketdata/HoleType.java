package io.candlegrid.domain.marketdata;

/** Why candles are absent from a series. */
public enum HoleType {
    /** The venue did not trade. */
    VENUE_HALT,
    /** The venue was open but nothing traded. */
    NO_TRADES,
    /** Our ingest missed candles that exist. */
    INGEST_GAP,
    /** Nobody has found out yet. */
    UNKNOWN
}
