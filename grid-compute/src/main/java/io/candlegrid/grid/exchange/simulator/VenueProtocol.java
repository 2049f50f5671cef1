package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a simulated market speaks. */
interface VenueProtocol {

    /** The path of its WebSocket below the market's own. */
    String streamPath();

    /** Answers a request, or null when there is nothing at its path. */
    @Nullable VenueAnswer answer(VenueRequest request);

    /** The answer to one request too many. */
    VenueAnswer tooMany(Instant until);

    /** The answer to a banned address. */
    VenueAnswer banned(Instant until);

    /** The answer when something is broken. */
    VenueAnswer broken();

    /**
     * A frame with a candle.
     *
     * @param next the first state of the next minute's candle, to go with a closed one; null for
     *     none
     */
    String frame(Candle candle, boolean closed, @Nullable Candle next, Instant sentAt);

    /** Handles a client's message. */
    void message(String text, StreamSession session);

    /** Whether the server pings; otherwise the client must. */
    boolean pings();

    /** Most messages a client may send a second. */
    int messagesPerSecond();

    /** Symbols of topics; for the books of a session. */
    default List<String> known(List<String> symbols, MarketTruth truth) {
        return symbols.stream().filter(truth::lists).toList();
    }
}
