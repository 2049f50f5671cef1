package io.candlegrid.grid.marketdata;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.pipeline.SourceBuilder.SourceBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The source of a market's pipeline: there is one in the grid. */
final class LiveSource implements AutoCloseable {

    private static final int MAX_AT_ONCE = 1_024;
    private static final long WAIT_MILLIS = 20;

    private final HazelcastInstance hazelcast;
    private final int marketId;
    private final Map<String, Long> restored = new HashMap<>();
    private @Nullable MarketIngest ingest;

    LiveSource(HazelcastInstance hazelcast, int marketId) {
        this.hazelcast = hazelcast;
        this.marketId = marketId;
    }

    /** Hands on what has come; opens the market at the first call. */
    void fill(SourceBuffer<LiveCandle> buffer) throws InterruptedException {
        MarketIngest open = ingest;
        if (open == null) {
            // A member that has just joined may be asked before its own parts are in place.
            Optional<IngestRuntime> runtime = IngestRuntime.of(hazelcast);
            if (runtime.isEmpty()) {
                Thread.sleep(WAIT_MILLIS);
                return;
            }
            open = runtime.get().open(marketId, restored);
            ingest = open;
        }
        open.drain(buffer::add, MAX_AT_ONCE, WAIT_MILLIS);
    }

    /** Up to where each instrument is complete, by symbol. */
    Map<String, Long> snapshot() {
        MarketIngest open = ingest;
        return new HashMap<>(open == null ? restored : open.settled());
    }

    void restore(List<Map<String, Long>> snapshots) {
        snapshots.forEach(restored::putAll);
    }

    @Override
    public void close() {
        if (ingest != null) {
            ingest.close();
        }
    }
}
