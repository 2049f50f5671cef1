package io.candlegrid.grid.marketdata;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.JetService;
import com.hazelcast.jet.Job;
import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.jobs.GridMember;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a pipeline running in the grid for every market with subscriptions: registers and submits
 * it, again after a full stop of the grid or when it failed. Any number of processes may do so; the
 * grid takes one job of a name.
 */
public final class IngestJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestJobs.class);

    private final HazelcastInstance hazelcast;
    private final IntFunction<? extends Set<String>> subscriptions;
    private final IngestRegistry registry;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ingest-jobs").factory());
    private String lastTrouble = "";

    private IngestJobs(
            HazelcastInstance hazelcast,
            IntFunction<? extends Set<String>> subscriptions,
            IngestRegistry registry) {
        this.hazelcast = hazelcast;
        this.subscriptions = subscriptions;
        this.registry = registry;
    }

    /**
     * Begins to look after the pipelines.
     *
     * @param subscriptions the symbols wanted of a market
     * @param period how often
     */
    public static IngestJobs start(
            GridMember member,
            IntFunction<? extends Set<String>> subscriptions,
            IngestRegistry registry,
            Duration period) {
        IngestJobs jobs = new IngestJobs(member.hazelcast(), subscriptions, registry);
        var _ =
                jobs.thread.scheduleWithFixedDelay(
                        jobs::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return jobs;
    }

    private void look() {
        try {
            for (Market market : Market.ALL) {
                if (!subscriptions.apply(market.id()).isEmpty()) {
                    ensure(market);
                }
            }
            lastTrouble = "";
        } catch (RuntimeException e) {
            if (!thread.isShutdown() && !lastTrouble.equals(e.toString())) {
                LOG.warn("ingest pipelines can't be looked after: {}", e.toString());
                lastTrouble = e.toString();
            }
        }
    }

    private void ensure(Market market) {
        JetService jet = hazelcast.getJet();
        Job job = jet.getJob(IngestPipeline.name(market));
        if (job != null && !job.getStatus().isTerminal()) {
            return;
        }
        registry.register(market.id(), IngestPipeline.name(market));
        var _ = jet.newJobIfAbsent(IngestPipeline.of(market), IngestPipeline.config(market));
        LOG.info("{} is submitted", IngestPipeline.name(market));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
