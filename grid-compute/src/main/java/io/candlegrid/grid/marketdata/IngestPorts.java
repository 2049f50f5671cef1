package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.CandlePublisher;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What ingest needs of the rest of the platform.
 *
 * @param subscriptions the symbols wanted of a market; throws StoreException when they can't be
 *     read
 * @param exchanges the process's adapter of a market; ingest doesn't close it
 * @param clock the exchanges' time, the adapters' clock
 */
public record IngestPorts(
        IntFunction<? extends Set<String>> subscriptions,
        CandleStore candles,
        IngestStore store,
        DeadLetterStore deadLetters,
        IngestRegistry registry,
        CandlePublisher publisher,
        IngestMeters meters,
        Function<Market, ExchangeAdapter> exchanges,
        InstantSource clock) {

    /** The same with a publisher that rests after a failure, for all who publish. */
    IngestPorts withPauses() {
        return new IngestPorts(
                subscriptions,
                candles,
                store,
                deadLetters,
                registry,
                new PausingPublisher(publisher),
                meters,
                exchanges,
                clock);
    }
}
