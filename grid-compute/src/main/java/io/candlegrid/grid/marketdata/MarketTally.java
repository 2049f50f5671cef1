package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RejectedFrame;
import io.candlegrid.grid.exchange.DeadLetter;
import io.candlegrid.grid.marketdata.IngestMeters.Count;
import io.candlegrid.grid.marketdata.IngestMeters.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a market's pipeline counted since it was started. Thread-safe. */
final class MarketTally {

    /** Dead letters that wait to be stored; more are counted only. */
    private static final int MAX_LETTERS = 1_000;

    private final Market market;
    private final IngestMeters meters;
    private final InstantSource clock;
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Map<Stage, LagWindow> lags = new EnumMap<>(Stage.class);
    private final LongAdder duplicates = new LongAdder();
    private final AtomicLong lastCandle = new AtomicLong(Long.MIN_VALUE);
    private final BlockingQueue<RejectedFrame> letters = new ArrayBlockingQueue<>(MAX_LETTERS);

    MarketTally(Market market, IngestMeters meters, InstantSource clock) {
        this.market = market;
        this.meters = meters;
        this.clock = clock;
        for (Count what : Count.values()) {
            counts.put(what, new LongAdder());
        }
        for (Stage stage : Stage.values()) {
            lags.put(stage, new LagWindow());
        }
    }

    void count(Count what, long more) {
        if (more > 0) {
            adder(what).add(more);
            meters.count(market, what, more);
        }
    }

    long total(Count what) {
        return adder(what).sum();
    }

    private LongAdder adder(Count what) {
        return counts.computeIfAbsent(what, any -> new LongAdder());
    }

    void duplicate() {
        duplicates.increment();
    }

    long duplicates() {
        return duplicates.sum();
    }

    /** A candle has come to the end of a stage now. */
    void lag(Stage stage, Candle candle) {
        long millis = Math.max(0, clock.millis() - candle.tsCloseMillis());
        window(stage).add(millis);
        meters.lag(market, stage, Duration.ofMillis(millis));
    }

    private LagWindow window(Stage stage) {
        return lags.computeIfAbsent(stage, any -> new LagWindow());
    }

    IngestReport.Lags lags() {
        return new IngestReport.Lags(
                window(Stage.RECEIVED).lag(),
                window(Stage.STORED).lag(),
                window(Stage.PUBLISHED).lag());
    }

    /** A candle is stored. */
    void seen(long tsOpenMillis) {
        lastCandle.accumulateAndGet(tsOpenMillis, Math::max);
    }

    /** Open time of the newest candle stored; {@code Long.MIN_VALUE} before the first. */
    long lastCandle() {
        return lastCandle.get();
    }

    void setAside(DeadLetter letter) {
        setAside(
                new RejectedFrame(
                        market.id(),
                        letter.source(),
                        letter.raw(),
                        letter.cause(),
                        letter.receivedAt()));
    }

    void setAside(RejectedFrame frame) {
        count(Count.DEADLETTERS, 1);
        var _ = letters.offer(frame);
    }

    /** Those taken could not be stored. */
    void putBack(List<RejectedFrame> taken) {
        taken.forEach(letter -> {
            var _ = letters.offer(letter);
        });
    }

    /** The dead letters that wait to be stored, which then wait no more. */
    List<RejectedFrame> takeLetters() {
        List<RejectedFrame> taken = new ArrayList<>();
        letters.drainTo(taken);
        return taken;
    }
}
