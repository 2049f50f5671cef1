package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import io.candlegrid.grid.exchange.ExchangeException;
import io.candlegrid.grid.exchange.FetchedCandles;
import io.candlegrid.grid.marketdata.IngestMeters.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches over REST what is missing at the frontiers of a market, a few questions at a time, each
 * instrument in turn. Thread-safe.
 */
final class Backfill implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final long MINUTE = Timeframe.M1.millis();

    /** Older candles are not published: whoever wants them reads canonical. */
    private static final Duration PUBLISHED = Duration.ofMinutes(10);

    private final ExchangeAdapter exchange;
    private final IngestPorts ports;
    private final IngestSettings settings;
    private final Map<InstrumentId, Frontier> frontiers;
    private final Map<InstrumentId, String> refused;
    private final MarketTally tally;
    private final Semaphore slots;
    private final ConcurrentLinkedQueue<Frontier> turns = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A frontier and what is asked for it. */
    private record Task(Frontier frontier, Frontier.Question question) {}

    /**
     * @param refused instruments the exchange refuses, with its reason; those of the answers are
     *     put in and taken out
     */
    Backfill(
            ExchangeAdapter exchange,
            IngestPorts ports,
            IngestSettings settings,
            Map<InstrumentId, Frontier> frontiers,
            Map<InstrumentId, String> refused,
            MarketTally tally) {
        this.exchange = exchange;
        this.ports = ports;
        this.settings = settings;
        this.frontiers = frontiers;
        this.refused = refused;
        this.tally = tally;
        this.slots = new Semaphore(settings.concurrency());
    }

    /** Begins with what is due, as far as there are slots. */
    void wake() {
        while (slots.tryAcquire()) {
            Task first = next();
            if (first == null) {
                slots.release();
                return;
            }
            try {
                threads.execute(() -> work(first));
            } catch (RejectedExecutionException e) {
                LOG.debug("{} is closed", exchange.market(), e);
                return;
            }
        }
    }

    private void work(Task first) {
        try {
            for (Task task = first; task != null; task = next()) {
                run(task);
            }
        } finally {
            slots.release();
        }
    }

    /** The next question that is due; null when there is none in a whole round. */
    private synchronized @Nullable Task next() {
        if (turns.isEmpty()) {
            turns.addAll(frontiers.values());
        }
        long now = ports.clock().millis();
        long closed = Math.floorDiv(now, MINUTE) * MINUTE;
        long late = now - settings.patience().toMillis();
        int round = Math.max(turns.size(), frontiers.size());
        for (int i = 0; i < round; i++) {
            Frontier frontier = turns.poll();
            if (frontier == null) {
                turns.addAll(frontiers.values());
                frontier = turns.poll();
            }
            if (frontier == null || threads.isShutdown()) {
                return null;
            }
            if (frontiers.get(frontier.instrument()) == frontier) {
                Frontier.Question question =
                        frontier.due(late, closed, settings.chunkMinutes(), System.nanoTime());
                if (question != null) {
                    return new Task(frontier, question);
                }
            }
        }
        return null;
    }

    private void run(Task task) {
        try {
            // Stamped before the question, so that whatever comes live meanwhile is newer.
            IngestBatch batch = ports.candles().newBatch();
            FetchedCandles fetched =
                    exchange.candles(
                            task.question.instrument(), task.question.from(), task.question.to());
            fetched.setAside().forEach(tally::setAside);
            store(fetched.candles(), batch);
            task.frontier.answered(
                    fetched, System.nanoTime(), settings.retryMin(), settings.retryMax());
            refused.remove(task.question.instrument());
        } catch (ExchangeException e) {
            task.frontier.failed(System.nanoTime(), settings.retryMin(), settings.retryMax());
            if (e.kind() == ExchangeException.Kind.CLOSED) {
                return;
            }
            if (e.kind() == ExchangeException.Kind.REFUSED
                    && frontiers.get(task.question.instrument()) == task.frontier) {
                refused.put(task.question.instrument(), String.valueOf(e.getMessage()));
            }
            LOG.info("{} is asked again: {}", task.question, e.getMessage());
        } catch (RuntimeException e) {
            task.frontier.failed(System.nanoTime(), settings.retryMin(), settings.retryMax());
            if (!threads.isShutdown()) {
                LOG.warn(
                        "{} could not be stored and is asked again: {}",
                        task.question,
                        e.toString());
            }
        }
    }

    private void store(RawCandles fetched, IngestBatch batch) {
        CandleStore.Known known = ports.candles().compare(fetched, batch);
        RawCandles missing = new RawCandles(fetched.instrument(), fetched.source(), 16);
        List<Candle> recent = new ArrayList<>();
        long published = ports.clock().millis() - PUBLISHED.toMillis();
        for (int i = 0; i < fetched.count(); i++) {
            if (!known.same().get(i)) {
                missing.addFrom(fetched, i);
                if (fetched.tsOpenMillis(i) >= published) {
                    recent.add(fetched.candle(i));
                }
            }
            tally.seen(fetched.tsOpenMillis(i));
        }
        if (missing.count() == 0) {
            return;
        }
        ports.candles().insertRaw(missing, batch);
        tally.count(Count.BACKFILLED, missing.count());
        try {
            ports.publisher().publish(recent);
        } catch (RuntimeException e) {
            tally.count(Count.PUBLISH_FAILURES, recent.size());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
