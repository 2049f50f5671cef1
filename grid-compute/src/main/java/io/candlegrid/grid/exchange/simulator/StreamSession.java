package io.candlegrid.grid.exchange.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to the stream of one market. Thread-safe. Public because Jetty calls it;
 * for the simulator only.
 */
public final class StreamSession implements Session.Listener.AutoDemanding {

    private static final int UNANSWERED_PINGS = 3;
    private static final int SILENT_HEARTBEATS = 30;

    /** Seconds that the limit of messages is judged over, so that a stall is no offence. */
    private static final int PACE_SECONDS = 5;

    private final SimulatedMarket market;
    private final VenueProtocol protocol;
    private final long number;
    private final Set<String> symbols = new ConcurrentSkipListSet<>();
    private final long openedNanos = System.nanoTime();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Session session;
    private volatile long lastMessageNanos = System.nanoTime();
    private long lastPingNanos = System.nanoTime();
    private long paceWindow;
    private int messagesInWindow;

    StreamSession(SimulatedMarket market, VenueProtocol protocol, long number) {
        this.market = market;
        this.protocol = protocol;
        this.number = number;
    }

    long number() {
        return number;
    }

    /** What is subscribed, sorted. */
    Set<String> symbols() {
        return symbols;
    }

    void add(Collection<String> some) {
        symbols.addAll(some);
    }

    void remove(Collection<String> some) {
        symbols.removeAll(Set.copyOf(some));
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        market.opened(this);
    }

    @Override
    public void onWebSocketText(String message) {
        lastMessageNanos = System.nanoTime();
        if (tooFast()) {
            close(StatusCode.POLICY_VIOLATION, "Too many requests");
            return;
        }
        protocol.message(message, this);
    }

    private synchronized boolean tooFast() {
        long window = System.nanoTime() / Duration.ofSeconds(PACE_SECONDS).toNanos();
        if (window != paceWindow) {
            paceWindow = window;
            messagesInWindow = 0;
        }
        return ++messagesInWindow > PACE_SECONDS * protocol.messagesPerSecond();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        unanswered.set(0);
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        market.closed(this);
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        market.closed(this);
    }

    /** Sends a text, unless the connection is to be silent; one that can't keep up is cut off. */
    void send(String text) {
        Session open = session;
        if (open != null && !market.isSilent(this)) {
            open.sendText(text, Callback.from(() -> {}, problem -> breakOff()));
        }
    }

    /** Pings and ends what doesn't answer, by wall time. */
    void chores(Duration heartbeat) {
        Session open = session;
        long now = System.nanoTime();
        if (open == null) {
            return;
        }
        if (!protocol.pings()) {
            if (now - lastMessageNanos > heartbeat.toNanos() * SILENT_HEARTBEATS) {
                breakOff();
            }
        } else if (now - lastPingNanos > heartbeat.toNanos() && !market.isSilent(this)) {
            lastPingNanos = now;
            if (unanswered.incrementAndGet() > UNANSWERED_PINGS) {
                close(StatusCode.POLICY_VIOLATION, "Pong timeout");
            } else {
                String payload = Long.toString(Instant.now().toEpochMilli());
                open.sendPing(
                        ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)), Callback.NOOP);
            }
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** Ends the connection with a farewell. */
    void close(int code, String reason) {
        Session open = session;
        if (open != null) {
            open.close(code, reason, Callback.NOOP);
        }
        market.closed(this);
    }

    /** Ends the connection without a word. */
    void breakOff() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
        market.closed(this);
    }
}
