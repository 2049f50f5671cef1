package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.InstrumentId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads instruments over {@link FeedSlot}s. One thread of its own decides everything; frames are
 * read and told on the threads of the WebSocket client.
 */
final class DefaultCandleFeed implements CandleFeed, FeedContext {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultCandleFeed.class);

    private static final Comparator<InstrumentId> BY_SYMBOL =
            Comparator.comparing(InstrumentId::symbol);

    private final StreamDialect dialect;
    private final ExchangeSettings settings;
    private final HttpClient http;
    private final Consumer<FeedEvent> listener;
    private final Consumer<DefaultCandleFeed> onClose;
    private final ScheduledThreadPoolExecutor thread;
    private final FeedCounters counters = new FeedCounters();
    private final Set<InstrumentId> wanted = ConcurrentHashMap.newKeySet();
    private final Map<InstrumentId, FeedSlot> slotOf = new HashMap<>();
    private final List<FeedSlot> slots = new CopyOnWriteArrayList<>();
    private final List<FeedConnection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Telling holds the read lock, so that closing can wait for what is being told. */
    private final ReentrantReadWriteLock telling = new ReentrantReadWriteLock();

    private volatile boolean closed;

    DefaultCandleFeed(
            StreamDialect dialect,
            ExchangeSettings settings,
            HttpClient http,
            Consumer<FeedEvent> listener,
            Consumer<DefaultCandleFeed> onClose) {
        this.dialect = dialect;
        this.settings = settings;
        this.http = http;
        this.listener = listener;
        this.onClose = onClose;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform()
                                .daemon()
                                .name("feed-" + dialect.market().instrumentKey("*"))
                                .factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        long tick = tickMillis(settings.feed());
        var _ =
                thread.scheduleWithFixedDelay(
                        guarded(this::tick), tick, tick, TimeUnit.MILLISECONDS);
    }

    private static long tickMillis(FeedTimings timings) {
        long shortest =
                List.of(timings.silence(), timings.ackTimeout(), timings.maxAge()).stream()
                        .mapToLong(Duration::toMillis)
                        .min()
                        .orElseThrow();
        return Math.clamp(Math.min(shortest / 8, timings.backoffMin().toMillis() / 2), 5, 250);
    }

    @Override
    public void subscribe(Collection<InstrumentId> instruments) {
        for (InstrumentId instrument : instruments) {
            if (instrument.marketId() != dialect.market().id()) {
                throw new IllegalArgumentException(
                        instrument + " is not of market " + dialect.market().id());
            }
        }
        wanted.addAll(instruments);
        run(this::assign);
    }

    @Override
    public void unsubscribe(Collection<InstrumentId> instruments) {
        wanted.removeAll(Set.copyOf(instruments));
        run(this::assign);
    }

    /** Makes the slots hold what is wanted. */
    private void assign() {
        Map<FeedSlot, List<InstrumentId>> removed = new LinkedHashMap<>();
        for (InstrumentId instrument : List.copyOf(slotOf.keySet())) {
            if (!wanted.contains(instrument)) {
                removed.computeIfAbsent(slotOf.remove(instrument), slot -> new ArrayList<>())
                        .add(instrument);
            }
        }
        removed.forEach(FeedSlot::remove);
        slots.removeIf(FeedSlot::isEmpty);
        Map<FeedSlot, List<InstrumentId>> added = new LinkedHashMap<>();
        TreeSet<InstrumentId> inOrder = new TreeSet<>(BY_SYMBOL);
        inOrder.addAll(wanted);
        for (InstrumentId instrument : inOrder) {
            if (!slotOf.containsKey(instrument)) {
                FeedSlot slot = slotWithRoomFor(instrument);
                slot.assign(instrument);
                slotOf.put(instrument, slot);
                added.computeIfAbsent(slot, any -> new ArrayList<>()).add(instrument);
            }
        }
        added.forEach(FeedSlot::subscribe);
        tick();
    }

    private FeedSlot slotWithRoomFor(InstrumentId instrument) {
        for (FeedSlot slot : slots) {
            if (slot.hasRoomFor(instrument)) {
                return slot;
            }
        }
        FeedSlot slot = new FeedSlot(this, this::newConnection);
        slots.add(slot);
        return slot;
    }

    private FeedConnection newConnection() {
        FeedConnection connection = new FeedConnection(this, numbers.incrementAndGet());
        connections.add(connection);
        return connection;
    }

    private void tick() {
        long now = System.nanoTime();
        slots.forEach(slot -> slot.tick(now));
    }

    @Override
    public Set<InstrumentId> subscriptions() {
        return Set.copyOf(wanted);
    }

    @Override
    public FeedStatus status() {
        Set<InstrumentId> acknowledged = ConcurrentHashMap.newKeySet();
        int open = 0;
        for (FeedConnection connection : connections) {
            acknowledged.addAll(connection.acknowledged());
            open += connection.isOpen() ? 1 : 0;
        }
        acknowledged.retainAll(wanted);
        return counters.status(open, wanted.size(), acknowledged.size());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        // A listener that closes its feed must not wait for itself.
        boolean withinListener = telling.getReadHoldCount() > 0;
        if (withinListener) {
            closed = true;
        } else {
            telling.writeLock().lock();
            try {
                closed = true;
            } finally {
                telling.writeLock().unlock();
            }
        }
        run(() -> {
            slots.forEach(slot -> slot.finish("feed closed"));
            thread.shutdown();
        });
        onClose.accept(this);
    }

    @Override
    public StreamDialect dialect() {
        return dialect;
    }

    @Override
    public ExchangeSettings settings() {
        return settings;
    }

    @Override
    public HttpClient http() {
        return http;
    }

    @Override
    public FeedCounters counters() {
        return counters;
    }

    @Override
    public void tell(FeedEvent event) {
        telling.readLock().lock();
        try {
            if (!closed) {
                listener.accept(event);
            }
        } catch (RuntimeException e) {
            LOG.error("The listener of a feed failed at {}", event, e);
        } finally {
            telling.readLock().unlock();
        }
    }

    @Override
    public void run(Runnable task) {
        runAfter(Duration.ZERO, task);
    }

    @Override
    public void runAfter(Duration delay, Runnable task) {
        try {
            var _ = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed", thread, e);
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A feed's own task failed", e);
            }
        };
    }

    @Override
    public void ended(FeedConnection connection, String reason) {
        connections.remove(connection);
        LOG.info(
                "{} connection {} ended: {}",
                dialect.market().instrumentKey("*"),
                connection.number(),
                reason);
        for (FeedSlot slot : slots) {
            if (slot.ended(connection, reason)) {
                return;
            }
        }
    }
}
