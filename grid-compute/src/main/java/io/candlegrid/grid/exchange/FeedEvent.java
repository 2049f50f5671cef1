package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Instant;
import java.util.Set;

/**
 * What a feed tells. Times are by the adapter's clock unless said otherwise. {@code connection}
 * numbers the connections of a feed from 1; a new connection gets a new number.
 */
public sealed interface FeedEvent {

    /**
     * A candle the exchange says is final. It may come twice (also from two connections, when one
     * takes over from another), late, out of order, or again with other values, which then count.
     *
     * @param exchangeTime when the exchange sent it, by its own clock
     */
    record Closed(Candle candle, Instant exchangeTime, Instant receivedAt, int connection)
            implements FeedEvent {}

    /** The candle of the running minute so far; only with {@link ExchangeSettings#provisional}. */
    record Provisional(Candle candle, Instant exchangeTime, Instant receivedAt, int connection)
            implements FeedEvent {}

    /**
     * The exchange confirmed subscriptions: from here on their candles come by themselves, and the
     * hole since the last stored one can be filled over REST.
     */
    record Subscribed(Set<InstrumentId> instruments, int connection) implements FeedEvent {}

    /** The exchange refused subscriptions; they are tried again with the next connection. */
    record Refused(Set<InstrumentId> instruments, String reason, int connection)
            implements FeedEvent {}

    /** A connection is open; nothing is subscribed on it yet. */
    record Connected(int connection) implements FeedEvent {}

    /**
     * A connection ended, or could not be opened. A new one follows by itself while instruments are
     * wanted.
     *
     * @param instruments those that no open connection carries any longer; empty when another
     *     connection took over beforehand
     */
    record Disconnected(Set<InstrumentId> instruments, String reason, int connection)
            implements FeedEvent {}

    /** Something that could not be read was set aside. */
    record SetAside(DeadLetter letter, int connection) implements FeedEvent {}
}
