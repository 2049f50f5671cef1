package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores batches of live candles. A batch that was not acknowledged is to be given again, whole: it
 * keeps its stamp, so that nothing changes when the first try did arrive. Not thread-safe.
 */
final class LiveWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LiveWriter.class);
    private static final Duration RETRY_MIN = Duration.ofMillis(50);
    private static final Duration RETRY_MAX = Duration.ofSeconds(1);

    private final Supplier<IngestBatch> stamps;
    private final IngestStore store;
    private @Nullable IngestBatch stamp;
    private int failures;

    /**
     * @param stamps a new stamp at each call
     */
    LiveWriter(Supplier<IngestBatch> stamps, IngestStore store) {
        this.stamps = stamps;
        this.store = store;
    }

    private record Key(InstrumentId instrument, long tsOpenMillis) {}

    /**
     * Stores a batch of one market; of two versions of a candle the later one.
     *
     * @return whether it is durable; if not, this has waited a little, and the same batch must
     *     follow
     */
    boolean write(List<LiveCandle> batch) {
        Map<Key, Candle> latest = new LinkedHashMap<>();
        for (LiveCandle live : batch) {
            Candle candle = live.candle();
            latest.put(new Key(candle.instrument(), candle.tsOpenMillis()), candle);
        }
        try {
            IngestBatch current = stamp == null ? stamps.get() : stamp;
            stamp = current;
            store.insertRaw(List.copyOf(latest.values()), CandleSource.WEBSOCKET, current);
            stamp = null;
            if (failures > 0) {
                LOG.info("live candles are stored again, after {} failures", failures);
            }
            failures = 0;
            return true;
        } catch (RuntimeException e) {
            if (failures++ == 0) {
                LOG.warn("live candles wait for the databases: {}", e.toString());
            }
            pause();
            return false;
        }
    }

    private void pause() {
        long millis = RETRY_MIN.toMillis() << Math.min(failures, 10);
        try {
            Thread.sleep(Math.min(millis, RETRY_MAX.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
