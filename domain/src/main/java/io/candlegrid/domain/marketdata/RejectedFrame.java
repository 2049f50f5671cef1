package io.candlegrid.domain.marketdata;

import java.time.Instant;

/**
 * Something an exchange sent that is no candle, kept for people to look at.
 *
 * @param source {@code WEBSOCKET} or {@code REST}
 * @param raw the text, possibly cut
 * @param cause what is wrong with it
 */
public record RejectedFrame(
        int marketId, CandleSource source, String raw, String cause, Instant receivedAt) {}
