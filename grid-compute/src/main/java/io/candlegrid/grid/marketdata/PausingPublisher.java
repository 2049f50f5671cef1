package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandlePublisher;
import io.candlegrid.domain.marketdata.StoreException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries nothing for a while after a failure: candles must not queue up behind time-outs.
 * Thread-safe.
 */
final class PausingPublisher implements CandlePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(PausingPublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final CandlePublisher publisher;
    private boolean failing;
    private long pausedUntilNanos;

    PausingPublisher(CandlePublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(List<Candle> candles) {
        if (isPausing()) {
            throw new StoreException("candles are not published for now");
        }
        try {
            publisher.publish(candles);
        } catch (RuntimeException e) {
            failed(e);
            throw e;
        }
        succeeded();
    }

    private synchronized boolean isPausing() {
        return failing && System.nanoTime() - pausedUntilNanos < 0;
    }

    private synchronized void failed(RuntimeException e) {
        if (!failing) {
            LOG.warn("candles are not published for now: {}", e.toString());
        }
        failing = true;
        pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
    }

    private synchronized void succeeded() {
        if (failing) {
            LOG.info("candles are published again");
        }
        failing = false;
    }
}
