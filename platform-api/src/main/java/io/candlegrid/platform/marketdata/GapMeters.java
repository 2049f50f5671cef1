package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.GapStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.platform.schedule.Recent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How gaps and canonical fare, as metrics: what is open in the cluster, what this process did. */
final class GapMeters {

    private final Map<Integer, Counter> repaired = new HashMap<>();
    private final Counter inserted;

    GapMeters(GapStore gaps, MeterRegistry registry) {
        Recent<Map<GapStore.Kind, Long>> open = new Recent<>(Duration.ofSeconds(10), gaps::open);
        for (Market market : Market.ALL) {
            repaired.put(
                    market.id(),
                    Counter.builder("candlegrid.gaps.repaired")
                            .description("Gaps whose candles are there now")
                            .tag("market", label(market))
                            .register(registry));
            for (HoleType type : HoleType.values()) {
                GapStore.Kind kind = new GapStore.Kind(market.id(), type);
                Gauge.builder("candlegrid.gaps.open", () -> open.get().getOrDefault(kind, 0L))
                        .description("Gaps that are open or given up")
                        .tag("market", label(market))
                        .tag("type", type.name())
                        .register(registry);
            }
        }
        this.inserted =
                Counter.builder("candlegrid.canonical.repaired")
                        .description("Raw candles that canonical lacked and now has")
                        .register(registry);
    }

    private static String label(Market market) {
        return market.exchange().label() + "-" + market.type().label();
    }

    void repaired(Market market, int gaps) {
        Counter counter = repaired.get(market.id());
        if (counter != null) {
            counter.increment(gaps);
        }
    }

    void inserted(long candles) {
        inserted.increment((double) candles);
    }
}
