package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RejectedFrame;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.grid.exchange.CandleFeed;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import io.candlegrid.grid.exchange.FeedEvent;
import io.candlegrid.grid.exchange.FeedStatus;
import io.candlegrid.grid.marketdata.IngestMeters.Count;
import io.candlegrid.grid.marketdata.IngestMeters.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One market while it is ingested in this process: its feed, the queue between feed and pipeline,
 * the frontiers of its instruments. A thread of its own holds the lease, follows the subscriptions
 * and reports; without the lease nothing is connected. Thread-safe.
 */
final class MarketIngest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MarketIngest.class);
    private static final long MINUTE = Timeframe.M1.millis();
    private static final Duration MAX_AHEAD = Duration.ofSeconds(5);

    /** The exchange's clock counts, as far as it is not beyond belief. */
    private static final Duration MAX_SKEW = Duration.ofHours(1);

    private static final int MAX_REFUSED_LISTED = 20;

    private final Market market;
    private final String owner;
    private final IngestPorts ports;
    private final IngestSettings settings;
    private final Map<String, Long> restored;
    private final Map<Integer, MarketIngest> openMarkets;
    private final MarketTally tally;
    private final BlockingQueue<LiveCandle> queue;
    private final Map<InstrumentId, Frontier> frontiers = new ConcurrentHashMap<>();
    private final Map<InstrumentId, Instant> lostAt = new ConcurrentHashMap<>();
    private final Map<InstrumentId, String> refused = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;
    private final AtomicBoolean findingEnds = new AtomicBoolean();
    private volatile boolean closed;

    // Used by the thread only, at last by the one that closes.
    private volatile Set<InstrumentId> wanted = Set.of();
    private @Nullable CandleFeed feed;
    private @Nullable Backfill backfill;
    private @Nullable Instant disconnectedSince;
    private final LastMinute perMinute = new LastMinute();
    private long reconnects;
    private long ticks;
    private String lastTrouble = "";

    MarketIngest(
            Market market,
            String owner,
            IngestPorts ports,
            IngestSettings settings,
            Map<String, Long> restored,
            Map<Integer, MarketIngest> openMarkets) {
        this.market = market;
        this.owner = owner;
        this.ports = ports;
        this.settings = settings;
        this.restored = Map.copyOf(restored);
        this.openMarkets = openMarkets;
        this.tally = new MarketTally(market, ports.meters(), ports.clock());
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(IngestPipeline.name(market)).factory());
    }

    void start() {
        long millis = settings.tick().toMillis();
        var _ = thread.scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    MarketTally tally() {
        return tally;
    }

    /** Gives what has come to the pipeline; waits a little when there is nothing. */
    void drain(Consumer<LiveCandle> pipeline, int most, long waitMillis)
            throws InterruptedException {
        LiveCandle first = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        for (int i = 1; first != null; i++) {
            pipeline.accept(first);
            first = i < most ? queue.poll() : null;
        }
    }

    /** Up to where each instrument is complete, by symbol. */
    Map<String, Long> settled() {
        Map<String, Long> settled = new HashMap<>();
        frontiers.forEach((id, frontier) -> settled.put(id.symbol(), frontier.settled()));
        return settled;
    }

    /** Whether a candle can be one; if not it is set aside. */
    boolean isPlausible(LiveCandle live) {
        Instant now = ports.clock().instant();
        Candle candle = live.candle();
        long close = candle.tsCloseMillis();
        if (close <= live.exchangeTime().plus(MAX_AHEAD).toEpochMilli()
                && close <= now.plus(MAX_SKEW).toEpochMilli()) {
            return true;
        }
        tally.setAside(
                new RejectedFrame(
                        market.id(),
                        CandleSource.WEBSOCKET,
                        candle.toString(),
                        "told as closed at " + live.exchangeTime() + ", before its close",
                        now));
        return false;
    }

    /** Live candles are durable. */
    void stored(List<LiveCandle> batch) {
        for (LiveCandle live : batch) {
            Candle candle = live.candle();
            Frontier frontier = frontiers.get(candle.instrument());
            if (frontier != null) {
                frontier.stored(candle.tsOpenMillis());
            }
            tally.seen(candle.tsOpenMillis());
            tally.lag(Stage.STORED, candle);
        }
        tally.count(Count.CANDLES, batch.size());
    }

    private void received(FeedEvent event) {
        switch (event) {
            case FeedEvent.Closed live -> closed(live);
            case FeedEvent.Subscribed(Set<InstrumentId> instruments, int connection) ->
                    instruments.forEach(this::subscribed);
            case FeedEvent.Disconnected lost -> {
                Instant now = ports.clock().instant();
                lost.instruments().forEach(id -> lostAt.putIfAbsent(id, now));
            }
            case FeedEvent.Refused no -> {
                LOG.warn(
                        "{} refuses {}: {}",
                        market.instrumentKey("*"),
                        no.instruments(),
                        no.reason());
                no.instruments().forEach(id -> refused.put(id, no.reason()));
            }
            case FeedEvent.SetAside(var letter, int connection) -> tally.setAside(letter);
            case FeedEvent.Connected connected -> {}
            case FeedEvent.Provisional provisional -> {}
        }
    }

    private void closed(FeedEvent.Closed live) {
        tally.lag(Stage.RECEIVED, live.candle());
        if (!queue.offer(new LiveCandle(live.candle(), live.exchangeTime()))) {
            tally.count(Count.DROPPED, 1);
            Frontier frontier = frontiers.get(live.candle().instrument());
            if (frontier != null) {
                frontier.recheck(live.candle().tsOpenMillis());
            }
        }
    }

    /** From here on candles come by themselves; what came before is compared with REST. */
    private void subscribed(InstrumentId instrument) {
        refused.remove(instrument);
        Instant lost = lostAt.remove(instrument);
        Frontier frontier = frontiers.get(instrument);
        if (frontier != null) {
            frontier.recheck(
                    lost == null
                            ? frontier.settled()
                            : lost.minus(settings.overlap()).toEpochMilli());
        }
    }

    private void tick() {
        boolean leased = guarded("the lease", this::holdLease);
        if (!leased && feed == null) {
            return;
        }
        guarded("the subscriptions", this::followSubscriptions);
        findEndsBesides();
        if (backfill != null) {
            backfill.wake();
        }
        guarded("dead letters", this::storeLetters);
        guarded("the report", this::report);
        ticks++;
    }

    private interface Step {
        boolean run();
    }

    /** Whether a step was done; what keeps it from that is said once. */
    private boolean guarded(String what, Step step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            if (!closed && !lastTrouble.equals(what)) {
                LOG.warn("{}: {} must wait: {}", IngestPipeline.name(market), what, e.toString());
                lastTrouble = what;
            }
            return false;
        }
    }

    /** While PostgreSQL is away whoever ingests goes on: nobody else can take over. */
    private boolean holdLease() {
        if (ticks % 2 == 1 && feed != null) {
            return true;
        }
        boolean mine = ports.registry().lease(market.id(), owner, settings.lease());
        if (mine && feed == null && connect()) {
            LOG.info("{} is ingested by {}", market.instrumentKey("*"), owner);
        } else if (!mine && feed != null) {
            LOG.warn("{} is ingested by somebody else now", market.instrumentKey("*"));
            disconnect();
        }
        return mine;
    }

    private synchronized boolean connect() {
        if (closed) {
            return false;
        }
        ExchangeAdapter exchange = ports.exchanges().apply(market);
        backfill = new Backfill(exchange, ports, settings, frontiers, refused, tally);
        feed = exchange.openFeed(this::received);
        return true;
    }

    private boolean followSubscriptions() {
        CandleFeed open = feed;
        if (open == null) {
            return false;
        }
        Set<InstrumentId> now = new HashSet<>();
        for (String symbol : ports.subscriptions().apply(market.id())) {
            now.add(new InstrumentId(market.id(), symbol));
        }
        if (now.equals(wanted)) {
            return true;
        }
        Set<InstrumentId> removed = new HashSet<>(wanted);
        removed.removeAll(now);
        Set<InstrumentId> added = new HashSet<>(now);
        added.removeAll(wanted);
        open.unsubscribe(removed);
        removed.forEach(id -> {
            frontiers.remove(id);
            lostAt.remove(id);
            refused.remove(id);
        });
        open.subscribe(added);
        wanted = now;
        return true;
    }

    /** On a thread of its own: ClickHouse may take its time, the lease must not. */
    private void findEndsBesides() {
        Set<InstrumentId> unknown = new HashSet<>(wanted);
        unknown.removeAll(frontiers.keySet());
        if (!unknown.isEmpty() && findingEnds.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name(IngestPipeline.name(market) + "-ends")
                    .start(() -> {
                        try {
                            guarded("the stored candles", () -> findEnds(unknown));
                        } finally {
                            findingEnds.set(false);
                        }
                    });
        }
    }

    /** Finds where the stored candles of new instruments end; asks canonical only. */
    private boolean findEnds(Set<InstrumentId> unknown) {
        long now = Math.floorDiv(ports.clock().millis(), MINUTE) * MINUTE;
        Map<InstrumentId, Long> ends =
                ports.store().resumePoints(unknown, now - settings.lookback().toMillis());
        for (InstrumentId id : unknown) {
            long fresh = now - settings.history().toMillis();
            Long end = ends.get(id);
            Long known = restored.get(id.symbol());
            long start = end == null ? fresh : known == null ? end : Math.min(end, known);
            Frontier frontier = new Frontier(id, start);
            frontier.recheck(end == null ? start : start - settings.overlap().toMillis());
            frontiers.put(id, frontier);
        }
        frontiers.keySet().retainAll(wanted);
        return true;
    }

    private boolean storeLetters() {
        List<RejectedFrame> letters = tally.takeLetters();
        if (letters.isEmpty()) {
            return true;
        }
        try {
            ports.deadLetters().add(letters);
        } catch (RuntimeException e) {
            tally.putBack(letters);
            throw e;
        }
        return true;
    }

    private boolean report() {
        CandleFeed open = feed;
        if (open == null) {
            return false;
        }
        FeedStatus status = open.status();
        tally.count(Count.RECONNECTS, status.reconnects() - reconnects);
        reconnects = status.reconnects();
        if (wanted.isEmpty() || status.connections() > 0) {
            disconnectedSince = null;
        } else if (disconnectedSince == null) {
            disconnectedSince = Instant.now();
        }
        IngestReport report = report(status);
        ports.meters().state(market, report);
        if (ticks % 2 == 1 || ticks == 0) {
            ports.registry().report(market.id(), owner, report);
        }
        lastTrouble = "";
        return true;
    }

    private IngestReport report(FeedStatus status) {
        long now = ports.clock().millis();
        long late = now - settings.patience().toMillis();
        long closedMillis = Math.floorDiv(late, MINUTE) * MINUTE;
        int behind = 0;
        long minutesBehind = 0;
        for (InstrumentId id : wanted) {
            if (!refused.containsKey(id)) {
                Frontier frontier = frontiers.get(id);
                // Where nothing is known yet, the newest minute is missing at least.
                long minutes = frontier == null ? 1 : frontier.minutesBehind(closedMillis);
                behind += minutes > 0 ? 1 : 0;
                minutesBehind += minutes;
            }
        }
        SortedMap<String, String> reasons = new TreeMap<>();
        refused.forEach((id, reason) -> reasons.put(id.symbol(), reason));
        while (reasons.size() > MAX_REFUSED_LISTED) {
            reasons.pollLastEntry();
        }
        long last = tally.lastCandle();
        return new IngestReport(
                status.connections(),
                wanted.size(),
                status.acknowledged(),
                reasons,
                disconnectedSince,
                last == Long.MIN_VALUE ? null : Instant.ofEpochMilli(last),
                tally.lags(),
                tally.total(Count.CANDLES),
                perMinute.watch(now, tally.total(Count.CANDLES)),
                tally.duplicates(),
                tally.total(Count.RECONNECTS),
                tally.total(Count.DEADLETTERS),
                tally.total(Count.DROPPED),
                tally.total(Count.BACKFILLED),
                tally.total(Count.PUBLISH_FAILURES),
                queue.size(),
                behind,
                minutesBehind,
                Instant.ofEpochMilli(now));
    }

    private synchronized void disconnect() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
        if (backfill != null) {
            backfill.close();
            backfill = null;
        }
        wanted = Set.of();
        frontiers.clear();
        ports.meters().gone(market);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.execute(() -> {
            disconnect();
            guarded(
                    "the lease",
                    () -> {
                        ports.registry().release(market.id(), owner);
                        return true;
                    });
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        // Should the thread still wait for a database, nothing stays connected all the same.
        disconnect();
        openMarkets.remove(market.id(), this);
    }
}
