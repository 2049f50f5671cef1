package io.candlegrid.platform.marketdata;

import io.candlegrid.platform.operations.ReadinessCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whether every market with subscriptions is ingested and connected to its exchange. */
record IngestCheck(IngestView ingest, Patience patience) implements ReadinessCheck {

    IngestCheck(IngestView ingest) {
        this(ingest, new Patience());
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String probe() {
        List<String> live = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (IngestState market : ingest.now()) {
            String name = market.exchange() + ":" + market.type();
            switch (market.state()) {
                case "off" -> patience.fine(market.marketId());
                case "starting" -> {
                    if (patience.isOver(market.marketId())) {
                        troubles.add(name + " is ingested by no worker");
                    }
                }
                case "disconnected" -> {
                    if (isLong(market.disconnectedSince())) {
                        troubles.add(
                                name
                                        + " has no connection to the exchange since "
                                        + market.disconnectedSince());
                    }
                }
                default -> {
                    patience.fine(market.marketId());
                    live.add(name);
                }
            }
        }
        if (!troubles.isEmpty()) {
            throw new IllegalStateException(String.join("; ", troubles));
        }
        return live.isEmpty() ? "no subscriptions" : String.join(", ", live);
    }

    private static boolean isLong(@Nullable Instant since) {
        return since != null
                && Duration.between(since, Instant.now()).compareTo(Patience.LIMIT) > 0;
    }

    /** A worker may take its time to begin, after a start or after the death of another. */
    static final class Patience {
        static final Duration LIMIT = Duration.ofSeconds(10);
        private static final Duration START = Duration.ofSeconds(45);

        private final Map<Integer, Long> since = new ConcurrentHashMap<>();

        void fine(int marketId) {
            since.remove(marketId);
        }

        boolean isOver(int marketId) {
            long now = System.nanoTime();
            Long first = since.putIfAbsent(marketId, now);
            return first != null && now - first > START.toNanos();
        }
    }
}
