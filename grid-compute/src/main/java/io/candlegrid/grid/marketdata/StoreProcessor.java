package io.candlegrid.grid.marketdata;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stage that stores candles: takes what has come, inserts it, and hands it on when it is
 * durable. While the databases are away it keeps what it has and takes no more, so that the queues
 * before it fill up to their bounds.
 */
final class StoreProcessor extends AbstractProcessor {

    private final int marketId;
    private @Nullable IngestRuntime runtime;
    private @Nullable LiveWriter writer;
    private @Nullable Context context;

    StoreProcessor(int marketId) {
        this.marketId = marketId;
    }

    @Override
    protected void init(Context context) {
        this.context = context;
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    public void process(int ordinal, Inbox inbox) {
        IngestRuntime here = runtime();
        MarketIngest ingest = here.find(marketId);
        if (ingest == null) {
            // The source has ended; what is on its way is asked for again after the restart.
            inbox.clear();
            return;
        }
        List<LiveCandle> batch = new ArrayList<>(inbox.size());
        inbox.forEach(item -> batch.add((LiveCandle) item));
        if (writer(here).write(batch)) {
            ingest.stored(batch);
            inbox.clear();
            for (LiveCandle live : batch) {
                // The outbox of a stage with a thread of its own blocks until there is room.
                if (!tryEmit(live)) {
                    throw new IllegalStateException("a blocking outbox refused a candle");
                }
            }
        }
    }

    private IngestRuntime runtime() {
        IngestRuntime known = runtime;
        if (known == null) {
            known =
                    IngestRuntime.require(
                            Objects.requireNonNull(context, "init comes first")
                                    .hazelcastInstance());
            runtime = known;
        }
        return known;
    }

    private LiveWriter writer(IngestRuntime here) {
        LiveWriter known = writer;
        if (known == null) {
            known = new LiveWriter(here.ports().candles()::newBatch, here.ports().store());
            writer = known;
        }
        return known;
    }
}
