package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.Market;
import java.time.Instant;

/**
 * A frame or row of an exchange that could not be read.
 *
 * @param source {@code WEBSOCKET} or {@code REST}
 * @param raw the text, cut after {@link #MAX_RAW} characters
 * @param cause what is wrong with it, for people
 */
public record DeadLetter(
        Market market, CandleSource source, String raw, String cause, Instant receivedAt) {

    /** Most characters of the raw text that are kept. */
    public static final int MAX_RAW = 2_000;

    public DeadLetter {
        raw = raw.length() <= MAX_RAW ? raw : raw.substring(0, MAX_RAW);
    }
}
