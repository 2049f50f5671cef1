package io.candlegrid.grid.marketdata;

import com.hazelcast.core.HazelcastInstance;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages that decide which candles go on: those that can be true, each version once. Not
 * thread-safe.
 */
final class CandleCheck {

    /** Minutes of an instrument that are remembered to know repetitions by. */
    private static final int REMEMBERED = 16;

    private final int marketId;
    private final HazelcastInstance hazelcast;
    private final Map<InstrumentId, Recent> recent = new HashMap<>();

    CandleCheck(HazelcastInstance hazelcast, int marketId) {
        this.hazelcast = hazelcast;
        this.marketId = marketId;
    }

    private static final class Recent extends LinkedHashMap<Long, LiveCandle> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, LiveCandle> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** Whether a candle can be one; if not it is set aside with its cause. */
    boolean isPlausible(LiveCandle live) {
        MarketIngest ingest = ingest();
        return ingest != null && ingest.isPlausible(live);
    }

    /** Whether a candle says something new: not the same again, nor an older version. */
    boolean isNews(LiveCandle live) {
        boolean news = remember(live);
        MarketIngest ingest = ingest();
        if (!news && ingest != null) {
            ingest.tally().duplicate();
        }
        return news;
    }

    private boolean remember(LiveCandle live) {
        Candle candle = live.candle();
        Recent known = recent.computeIfAbsent(candle.instrument(), any -> new Recent());
        LiveCandle before = known.get(candle.tsOpenMillis());
        if (before != null
                && (before.candle().equals(candle)
                        || live.exchangeTime().isBefore(before.exchangeTime()))) {
            return false;
        }
        known.put(candle.tsOpenMillis(), live);
        return true;
    }

    private @Nullable MarketIngest ingest() {
        return IngestRuntime.require(hazelcast).find(marketId);
    }
}
