package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import java.util.List;
import java.util.function.Consumer;

/**
 * One market of one exchange. Thread-safe; all callers of one adapter share its rate limits, so
 * keep one adapter per market and process.
 *
 * <p>The REST methods block, best on a virtual thread: they wait for the exchange's rate limits,
 * repeat what may be repeated a bounded number of times and throw {@link ExchangeException} in the
 * end. An interrupt ends them with kind {@code INTERRUPTED} and the thread's flag set.
 */
public interface ExchangeAdapter extends AutoCloseable {

    /** The market that is spoken with. */
    Market market();

    /** The instruments the exchange lists now. */
    InstrumentListing instruments();

    /**
     * The closed 1m candles with open time in [fromMillis, toMillis), all the exchange has, however
     * many requests it takes. The end is clamped to the last candle that is closed by the adapter's
     * clock for at least {@link ExchangeSettings#closeGrace}.
     *
     * @param fromMillis epoch milliseconds, on the minute; IllegalArgumentException otherwise
     * @param toMillis epoch milliseconds, on the minute, at most {@link FetchedCandles#MAX_MINUTES}
     *     after it; IllegalArgumentException otherwise
     */
    FetchedCandles candles(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * The funding rates due in [fromMillis, toMillis) in ascending order, all the exchange has;
     * empty on spot, where there is no funding.
     */
    List<FundingRate> funding(InstrumentId instrument, long fromMillis, long toMillis);

    /**
     * A feed of live candles over WebSocket, without subscriptions yet. Connections are opened when
     * subscriptions need them.
     *
     * @param listener is told everything, by several threads at once; the candles of one connection
     *     come in the order received. It should hand on and return: while it blocks, its connection
     *     is not read (TCP slows the exchange down, which may end it). One that throws is logged
     *     and called again with the next event
     */
    CandleFeed openFeed(Consumer<FeedEvent> listener);

    /** Closes its feeds and connections; waiting calls end with {@link ExchangeException}. */
    @Override
    void close();
}
