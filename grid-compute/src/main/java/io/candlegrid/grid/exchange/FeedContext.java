package io.candlegrid.grid.exchange;

import java.net.http.HttpClient;
import java.time.Duration;

/** What a connection needs of its feed. */
interface FeedContext {

    StreamDialect dialect();

    ExchangeSettings settings();

    HttpClient http();

    FeedCounters counters();

    /** Tells the listener, on the calling thread. */
    void tell(FeedEvent event);

    /** Runs something on the feed's thread. */
    void run(Runnable task);

    void runAfter(Duration delay, Runnable task);

    /** A connection has ended; called on the feed's thread, once per connection. */
    void ended(FeedConnection connection, String reason);
}
