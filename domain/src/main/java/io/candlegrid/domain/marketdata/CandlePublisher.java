package io.candlegrid.domain.marketdata;

import java.util.List;

/**
 * Tells others of closed candles. Best effort: whoever must not miss one reads canonical.
 * Thread-safe.
 */
public interface CandlePublisher {

    /**
     * Publishes candles, within a few seconds or not at all.
     *
     * @throws StoreException when they could not be published; some of them may have been
     */
    void publish(List<Candle> candles);
}
