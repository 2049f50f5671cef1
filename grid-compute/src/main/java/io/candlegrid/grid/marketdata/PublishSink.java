package io.candlegrid.grid.marketdata;

import com.hazelcast.core.HazelcastInstance;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.grid.marketdata.IngestMeters.Count;
import io.candlegrid.grid.marketdata.IngestMeters.Stage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last stage: publishes stored candles, or counts that it could not. Not thread-safe. */
final class PublishSink {

    private static final Logger LOG = LoggerFactory.getLogger(PublishSink.class);

    private final HazelcastInstance hazelcast;
    private final int marketId;
    private final List<Candle> batch = new ArrayList<>();

    PublishSink(HazelcastInstance hazelcast, int marketId) {
        this.hazelcast = hazelcast;
        this.marketId = marketId;
    }

    void add(LiveCandle live) {
        batch.add(live.candle());
    }

    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        IngestRuntime runtime = IngestRuntime.require(hazelcast);
        MarketIngest ingest = runtime.find(marketId);
        if (ingest != null) {
            publish(runtime, ingest.tally());
        }
        batch.clear();
    }

    private void publish(IngestRuntime runtime, MarketTally tally) {
        try {
            runtime.ports().publisher().publish(List.copyOf(batch));
            batch.forEach(candle -> tally.lag(Stage.PUBLISHED, candle));
        } catch (RuntimeException e) {
            LOG.debug("{} candles are not published", batch.size(), e);
            tally.count(Count.PUBLISH_FAILURES, batch.size());
        }
    }
}
