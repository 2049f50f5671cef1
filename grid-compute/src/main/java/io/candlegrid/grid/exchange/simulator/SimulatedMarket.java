package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one market: who listens, and what is sent when. Candles are sent by the simulator's
 * ticker alone; connections come and go on the server's threads.
 */
final class SimulatedMarket {

    private final MarketTruth truth;
    private final VenueProtocol protocol;
    private final FaultSchedule faults;
    private final SimulatorSettings settings;
    private final List<StreamSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicLong opened = new AtomicLong();
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparing(Held::due));
    private final Map<InstrumentId, Candle> swapped = new HashMap<>();

    /** A closed candle that is sent later. */
    private record Held(Instant due, Candle candle) {}

    SimulatedMarket(
            MarketTruth truth,
            VenueProtocol protocol,
            FaultSchedule faults,
            SimulatorSettings settings) {
        this.truth = truth;
        this.protocol = protocol;
        this.faults = faults;
        this.settings = settings;
    }

    MarketTruth truth() {
        return truth;
    }

    VenueProtocol protocol() {
        return protocol;
    }

    private int id() {
        return truth.market().id();
    }

    StreamSession newSession() {
        return new StreamSession(this, protocol, opened.incrementAndGet());
    }

    void opened(StreamSession session) {
        sessions.add(session);
    }

    void closed(StreamSession session) {
        sessions.remove(session);
    }

    List<StreamSession> sessions() {
        return sessions;
    }

    long openedSessions() {
        return opened.get();
    }

    boolean isSilent(StreamSession session) {
        return hits(FaultKind.SILENCE, session, settings.clock().instant()).isPresent();
    }

    boolean isRefusing() {
        return faults.at(
                        FaultKind.REFUSE_CONNECTIONS,
                        id(),
                        settings.clock().instant(),
                        fault -> true)
                .isPresent();
    }

    private Optional<Fault> hits(FaultKind kind, StreamSession session, Instant at) {
        double draw = Chance.unit(settings.seed(), kind.ordinal(), id(), session.number());
        return faults.at(kind, id(), at, fault -> draw < fault.share());
    }

    /** Pings, refusals and ages; by wall time, whatever the clock. */
    void chores() {
        boolean refusing = isRefusing();
        for (StreamSession session : sessions) {
            session.chores(settings.heartbeat());
            Optional<Fault> shortLived =
                    hits(FaultKind.SHORT_SESSIONS, session, settings.clock().instant());
            if (refusing) {
                session.breakOff();
            } else if (shortLived.isPresent()
                    && session.age().compareTo(shortLived.get().amount()) > 0) {
                session.close(StatusCode.NORMAL, "24 hours are over");
            }
        }
    }

    /** When the next candle that is held back is due; null when there is none. */
    @Nullable Instant nextHeld() {
        Held next = held.peek();
        return next == null ? null : next.due();
    }

    /** Sends what was held back and is due. */
    void release(Instant now) {
        for (Held next = held.peek();
                next != null && !next.due().isAfter(now);
                next = held.peek()) {
            held.remove();
            String frame = protocol.frame(next.candle(), true, null, next.due());
            for (StreamSession session : sessions) {
                if (session.symbols().contains(next.candle().instrument().symbol())) {
                    session.send(frame);
                }
            }
        }
    }

    private Set<String> listened() {
        Set<String> symbols = new TreeSet<>();
        sessions.forEach(session -> symbols.addAll(session.symbols()));
        return symbols;
    }

    /** Tells how the running candles stand; {@code done} in (0, 1) of the minute is over. */
    void update(long minute, double done, Instant now) {
        Map<String, List<String>> frames = new HashMap<>();
        for (String symbol : listened()) {
            truth.candle(new InstrumentId(id(), symbol), minute)
                    .map(candle -> MarketTruth.running(candle, done))
                    .ifPresent(candle ->
                            frames.put(symbol, List.of(protocol.frame(candle, false, null, now))));
        }
        send(frames);
    }

    /** A minute is over: its candles are sent, as far as faults let them. */
    void close(long minute, Instant now) {
        for (StreamSession session : sessions) {
            double draw =
                    Chance.unit(
                            settings.seed(),
                            FaultKind.DISCONNECT.ordinal(),
                            id(),
                            session.number(),
                            minute);
            if (faults.at(FaultKind.DISCONNECT, id(), now, fault -> draw < fault.share())
                    .isPresent()) {
                session.breakOff();
            }
        }
        Map<String, List<String>> frames = new HashMap<>();
        for (String symbol : listened()) {
            InstrumentId instrument = new InstrumentId(id(), symbol);
            List<String> some = new ArrayList<>();
            truth.candle(instrument, minute).ifPresent(candle -> closed(candle, now, some));
            frames.put(symbol, some);
        }
        send(frames);
    }

    private void send(Map<String, List<String>> frames) {
        for (StreamSession session : sessions) {
            for (String symbol : session.symbols()) {
                frames.getOrDefault(symbol, List.of()).forEach(session::send);
            }
        }
    }

    private void closed(Candle candle, Instant now, List<String> frames) {
        Optional<Fault> late = hits(FaultKind.LATE, candle, now);
        Optional<Fault> revised = hits(FaultKind.REVISED, candle, now);
        boolean swap = hits(FaultKind.OUT_OF_ORDER, candle, now).isPresent();
        Candle before = swapped.remove(candle.instrument());
        if (hits(FaultKind.MALFORMED, candle, now).isPresent()) {
            String whole = protocol.frame(candle, true, null, now);
            frames.add(whole.substring(0, whole.length() / 2));
        } else if (late.isPresent()) {
            held.add(new Held(now.plus(late.get().amount()), candle));
        } else if (revised.isPresent()) {
            frames.add(protocol.frame(MarketTruth.wrong(candle), true, null, now));
            held.add(new Held(now.plus(revised.get().amount()), candle));
        } else if (swap && before == null) {
            swapped.put(candle.instrument(), candle);
        } else {
            String frame = protocol.frame(candle, true, next(candle, now), now);
            frames.add(frame);
            if (hits(FaultKind.DUPLICATE, candle, now).isPresent()) {
                frames.add(frame);
            }
        }
        if (before != null) {
            frames.add(protocol.frame(before, true, null, now));
        }
    }

    /** The first state of the next candle goes with every second closed one. */
    private @Nullable Candle next(Candle candle, Instant now) {
        boolean joins = Chance.mix(settings.seed(), candle.tsOpenMillis(), 1) % 2 == 0;
        if (settings.updatesPerMinute() == 0 || !joins) {
            return null;
        }
        Duration over = Duration.between(Instant.ofEpochMilli(candle.tsCloseMillis()), now);
        double done = Math.clamp(over.toMillis() / 60_000.0, 0.0, 0.99);
        return truth.candle(candle.instrument(), candle.tsCloseMillis())
                .map(following -> MarketTruth.running(following, done))
                .orElse(null);
    }

    private Optional<Fault> hits(FaultKind kind, Candle candle, Instant at) {
        double draw = truth.draw(kind, candle.instrument(), candle.tsOpenMillis());
        return faults.at(kind, id(), at, fault -> draw < fault.share());
    }
}
