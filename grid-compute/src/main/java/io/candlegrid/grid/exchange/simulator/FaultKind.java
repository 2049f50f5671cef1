package io.candlegrid.grid.exchange.simulator;

/**
 * What can go wrong with a simulated exchange. A {@link Fault} tells how often and how much; {@code
 * amount} below is its amount.
 */
public enum FaultKind {
    /** At the close of a minute, before its candles are sent, connections break. */
    DISCONNECT,
    /** Connections stay open and say nothing: no candles, no answers, no pings. Lost for good. */
    SILENCE,
    /** Closed candles are sent twice. */
    DUPLICATE,
    /** Closed candles are held back until the next one of the instrument was sent. */
    OUT_OF_ORDER,
    /** Closed candles are sent {@code amount} late, simulated time. */
    LATE,
    /**
     * Closed candles are sent with a wrong close and volume first; the right ones follow {@code
     * amount} later, simulated time. REST has the right ones from the start.
     */
    REVISED,
    /** A broken text is sent in place of a closed candle, which is lost on the stream. */
    MALFORMED,
    /**
     * REST requests are answered with 429 and Retry-After {@code amount}, wall time (Bybit: code
     * 10006 with its headers).
     */
    RATE_LIMIT,
    /** REST requests are answered with 418 and Retry-After {@code amount} (Bybit: 403). */
    BAN,
    /** REST requests are answered with 503. */
    SERVER_ERROR,
    /** Pages of candles lack rows, at least one is there. */
    PARTIAL_PAGES,
    /** REST answers take {@code amount} longer, wall time. */
    SLOW,
    /** Instruments don't trade: no candles on the stream, nor ever over REST. Changes the truth. */
    HALT,
    /**
     * Minutes without a trade. Binance tells them as flat candles of volume 0; on Bybit's simulated
     * markets they are absent, the harder case. Changes the truth.
     */
    NO_TRADES,
    /** Open connections break; requests and new connections are cut off without an answer. */
    REFUSE_CONNECTIONS,
    /** Connections are ended at an age of {@code amount}, wall time: the 24 hours, compressed. */
    SHORT_SESSIONS
}
