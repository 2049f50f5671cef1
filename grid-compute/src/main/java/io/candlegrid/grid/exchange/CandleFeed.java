package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.InstrumentId;
import java.util.Collection;
import java.util.Set;

/**
 * Live candles of one market, over as many connections as the exchange's limits ask for. It
 * connects again by itself for ever, with back-off and jitter, until it is closed; what was missed
 * in between is the listener's to fetch over REST, from {@link FeedEvent.Subscribed} on.
 * Thread-safe.
 */
public interface CandleFeed extends AutoCloseable {

    /**
     * Adds instruments; those already there are left alone. Returns at once: {@link
     * FeedEvent.Subscribed} or {@link FeedEvent.Refused} tells the outcome.
     *
     * @throws IllegalArgumentException when an instrument is of another market
     */
    void subscribe(Collection<InstrumentId> instruments);

    /** Takes instruments out; those not there are left alone. A candle under way may still come. */
    void unsubscribe(Collection<InstrumentId> instruments);

    /** What was asked for: subscribed and not unsubscribed, whether the exchange agreed or not. */
    Set<InstrumentId> subscriptions();

    /** How the feed fares at this moment. */
    FeedStatus status();

    /** Ends the connections; no event is delivered after it returns. */
    @Override
    void close();
}
