package io.candlegrid.grid.marketdata;

import com.hazelcast.core.HazelcastInstance;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.jobs.GridMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has for the pipelines that run on it: the ports they use and the markets that are
 * open. It stands in the member's user context, where the pipelines find it. Thread-safe.
 */
public final class IngestRuntime implements AutoCloseable {

    private static final String KEY = "candlegrid.ingest";

    private final String address;
    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final IngestPorts ports;
    private final IngestSettings settings;
    private final Map<Integer, MarketIngest> open = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();

    private IngestRuntime(String address, IngestPorts ports, IngestSettings settings) {
        this.address = address;
        this.ports = ports;
        this.settings = settings;
    }

    /** Puts it in place on a member; from then on pipelines may run there. */
    public static IngestRuntime install(
            GridMember member, IngestPorts ports, IngestSettings settings) {
        IngestRuntime runtime = new IngestRuntime(member.address(), ports.withPauses(), settings);
        member.hazelcast().getUserContext().put(KEY, runtime);
        return runtime;
    }

    static Optional<IngestRuntime> of(HazelcastInstance hazelcast) {
        return hazelcast.getUserContext().get(KEY) instanceof IngestRuntime runtime
                ? Optional.of(runtime)
                : Optional.empty();
    }

    static IngestRuntime require(HazelcastInstance hazelcast) {
        return of(hazelcast)
                .orElseThrow(
                        () -> new IllegalStateException("no ingest on " + hazelcast.getName()));
    }

    IngestPorts ports() {
        return ports;
    }

    /**
     * Begins to ingest a market.
     *
     * @param restored up to where instruments were complete, by symbol, as far as known
     */
    MarketIngest open(int marketId, Map<String, Long> restored) {
        Market market = Market.byId(marketId).orElseThrow();
        // Several hosts may have the same address on their own.
        String owner = address + "#" + process + "-" + opened.incrementAndGet();
        MarketIngest ingest = new MarketIngest(market, owner, ports, settings, restored, open);
        MarketIngest before = open.put(marketId, ingest);
        if (before != null) {
            before.close();
        }
        ingest.start();
        return ingest;
    }

    @Nullable MarketIngest find(int marketId) {
        return open.get(marketId);
    }

    @Override
    public void close() {
        List.copyOf(open.values()).forEach(MarketIngest::close);
    }
}
