package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Market;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a market's WebSocket is spoken. Stateless. */
interface StreamDialect {

    Market market();

    /** The path of the endpoint. */
    String path();

    /** What the stream of an instrument's 1m candles is called. */
    String topic(String symbol);

    /** Most topics of one connection. */
    int maxTopics();

    /** Most characters of all topics of one connection together. */
    int maxTopicCharacters();

    /** Most topics in one message. */
    int maxTopicsPerMessage();

    /** Least time between two messages of one connection. */
    Duration messageGap();

    String subscribe(List<String> topics, long id);

    String unsubscribe(List<String> topics, long id);

    /** What the client must send now and then; empty where a ping frame does. */
    Optional<String> heartbeat();

    /** Reads a frame and tells the reader what is in it. */
    void read(String frame, FrameReader reader) throws UnreadableException;
}
