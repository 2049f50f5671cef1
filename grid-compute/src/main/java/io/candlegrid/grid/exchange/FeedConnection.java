package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection of a feed, used once. Everything but the listener's methods, which the
 * client calls, runs on the feed's thread.
 */
final class FeedConnection implements WebSocket.Listener {

    private static final int MAX_FRAME = 1 << 20;

    /** How long the exchange may take to answer a farewell. */
    private static final int CLOSE_SECONDS = 10;

    private final FeedContext context;
    private final int number;
    private final FeedFrames frames;
    private final Set<InstrumentId> acknowledged = ConcurrentHashMap.newKeySet();
    private final Deque<Request> outgoing = new ArrayDeque<>();
    private final Map<Long, Request> awaited = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean tooLong;
    private volatile @Nullable WebSocket socket;
    private volatile boolean ended;
    private boolean sending;
    private long lastRequest;
    private long openedNanos;
    private long nextSendNanos;
    private long lastHeartbeatNanos;
    private long quietSinceNanos;
    private long maxAgeNanos;

    /** A message to the exchange; a heartbeat has no id and no instruments. */
    private record Request(
            long id, boolean subscribes, List<InstrumentId> instruments, long sentNanos) {}

    FeedConnection(FeedContext context, int number) {
        this.context = context;
        this.number = number;
        this.frames = new FeedFrames();
    }

    int number() {
        return number;
    }

    boolean isOpen() {
        return socket != null && !ended;
    }

    /** What the exchange confirmed; readable by any thread. */
    Set<InstrumentId> acknowledged() {
        return acknowledged;
    }

    /** Whether every request was sent and answered. */
    boolean isSettled() {
        return isOpen() && outgoing.isEmpty() && awaited.isEmpty();
    }

    boolean isOld(long now) {
        return isOpen() && now - openedNanos > maxAgeNanos;
    }

    /** Whether a candle came since it was opened. */
    boolean hasDelivered() {
        return frames.lastCandleNanos != 0;
    }

    void connect() {
        var _ =
                context.http()
                        .newWebSocketBuilder()
                        .connectTimeout(context.settings().feed().connectTimeout())
                        .buildAsync(
                                context.settings().endpoints().stream(context.dialect().path()),
                                this)
                        .whenComplete(
                                (opened, problem) -> context.run(() -> connected(opened, problem)));
    }

    private void connected(@Nullable WebSocket opened, @Nullable Throwable problem) {
        if (opened == null) {
            end("no connection: " + rootOf(problem));
            return;
        }
        if (ended) {
            opened.abort();
            return;
        }
        long now = System.nanoTime();
        socket = opened;
        openedNanos = now;
        nextSendNanos = now;
        lastHeartbeatNanos = now;
        quietSinceNanos = now;
        // Connections opened together must not all be replaced together.
        double spread = 1 - 0.05 * ThreadLocalRandom.current().nextDouble();
        maxAgeNanos = (long) (context.settings().feed().maxAge().toNanos() * spread);
        context.tell(new FeedEvent.Connected(number));
        pump();
    }

    private static String rootOf(@Nullable Throwable problem) {
        Throwable cause = problem;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause);
    }

    void subscribe(Collection<InstrumentId> instruments) {
        enqueue(true, instruments);
    }

    void unsubscribe(Collection<InstrumentId> instruments) {
        instruments.forEach(acknowledged::remove);
        enqueue(false, instruments);
    }

    private void enqueue(boolean subscribes, Collection<InstrumentId> instruments) {
        List<InstrumentId> all = List.copyOf(instruments);
        int most = context.dialect().maxTopicsPerMessage();
        for (int i = 0; i < all.size(); i += most) {
            List<InstrumentId> some = all.subList(i, Math.min(i + most, all.size()));
            outgoing.add(new Request(++lastRequest, subscribes, List.copyOf(some), 0));
        }
        pump();
    }

    /** Sends the next message when the exchange's pace allows one. */
    private void pump() {
        if (!isOpen() || sending || outgoing.isEmpty() || socket == null) {
            return;
        }
        long wait = nextSendNanos - System.nanoTime();
        sending = true;
        if (wait > 0) {
            context.runAfter(
                    Duration.ofNanos(wait),
                    () -> {
                        sending = false;
                        pump();
                    });
            return;
        }
        Request next = outgoing.remove();
        if (next.id() != 0) {
            awaited.put(
                    next.id(),
                    new Request(
                            next.id(), next.subscribes(), next.instruments(), System.nanoTime()));
        }
        var _ =
                send(socket, next)
                        .whenComplete((done, problem) -> context.run(() -> sent(problem)));
    }

    private CompletableFuture<WebSocket> send(WebSocket to, Request request) {
        if (request.id() != 0) {
            return to.sendText(textOf(request), true);
        }
        Optional<String> heartbeat = context.dialect().heartbeat();
        return heartbeat.isPresent()
                ? to.sendText(heartbeat.get(), true)
                : to.sendPing(ByteBuffer.allocate(0));
    }

    private String textOf(Request request) {
        StreamDialect dialect = context.dialect();
        List<String> topics =
                request.instruments().stream().map(id -> dialect.topic(id.symbol())).toList();
        return request.subscribes()
                ? dialect.subscribe(topics, request.id())
                : dialect.unsubscribe(topics, request.id());
    }

    private void sent(@Nullable Throwable problem) {
        sending = false;
        nextSendNanos = System.nanoTime() + context.dialect().messageGap().toNanos();
        if (problem != null) {
            end("sending failed: " + rootOf(problem));
        } else {
            pump();
        }
    }

    private void answered(long id, @Nullable String refusal) {
        long oldest = awaited.keySet().stream().min(Long::compare).orElse(id);
        Request request = awaited.remove(id == FrameReader.OLDEST ? oldest : id);
        if (request == null || ended) {
            return;
        }
        if (refusal == null) {
            if (request.subscribes()) {
                acknowledged.addAll(request.instruments());
                context.tell(new FeedEvent.Subscribed(Set.copyOf(request.instruments()), number));
            }
        } else if (request.instruments().size() > 1) {
            // One bad topic spoils the whole request: halve it to find out which.
            int half = request.instruments().size() / 2;
            List<InstrumentId> all = request.instruments();
            for (List<InstrumentId> part :
                    List.of(all.subList(0, half), all.subList(half, all.size()))) {
                outgoing.add(
                        new Request(++lastRequest, request.subscribes(), List.copyOf(part), 0));
            }
            pump();
        } else if (request.subscribes()) {
            context.tell(new FeedEvent.Refused(Set.copyOf(request.instruments()), refusal, number));
        }
    }

    /**
     * Heartbeats, answers that don't come, silence. A heartbeat goes out where the exchange wants
     * none, too: writing is what finds out that the other side is gone.
     */
    void tick(long now) {
        if (!isOpen()) {
            return;
        }
        FeedTimings timings = context.settings().feed();
        if (now - lastHeartbeatNanos >= timings.heartbeat().toNanos()) {
            lastHeartbeatNanos = now;
            outgoing.addFirst(new Request(0, false, List.of(), 0));
            pump();
        }
        for (Request request : List.copyOf(awaited.values())) {
            if (now - request.sentNanos() > timings.ackTimeout().toNanos()) {
                end("no answer to a subscription for " + timings.ackTimeout());
                return;
            }
        }
        if (acknowledged.isEmpty()) {
            quietSinceNanos = now;
        }
        long last = frames.lastCandleNanos == 0 ? quietSinceNanos : frames.lastCandleNanos;
        if (now - Math.max(last, quietSinceNanos) > timings.silence().toNanos()) {
            end("silent for " + timings.silence());
        }
    }

    /** Ends it without ceremony. */
    void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        if (socket != null) {
            socket.abort();
        }
        context.ended(this, reason);
    }

    /**
     * Ends it in good order: what the exchange sent before it learns of it is still read, or a
     * candle could get lost between this connection and the one that takes over.
     */
    void finish(String reason) {
        WebSocket closing = socket;
        if (closing == null || ended) {
            end(reason);
            return;
        }
        ended = true;
        var _ = closing.sendClose(WebSocket.NORMAL_CLOSURE, "");
        CompletableFuture.delayedExecutor(
                        CLOSE_SECONDS,
                        TimeUnit.SECONDS,
                        context.http().executor().orElse(Runnable::run))
                .execute(closing::abort);
        context.ended(this, reason);
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (!tooLong) {
            text.append(data);
            tooLong = text.length() > MAX_FRAME;
        }
        if (last) {
            String frame = text.toString();
            text.setLength(0);
            context.counters().frame();
            if (tooLong) {
                frames.setAside(frame, "a frame of more than " + MAX_FRAME + " characters");
            } else {
                frames.read(frame);
            }
            tooLong = false;
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        frames.setAside("", "a binary frame of " + data.remaining() + " bytes");
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        context.run(() -> end("closed by the exchange: " + code + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
        context.run(() -> end("connection lost: " + rootOf(problem)));
    }

    /** Reads the frames, on the client's thread. */
    private final class FeedFrames implements FrameReader {

        private volatile long lastCandleNanos;

        void read(String frame) {
            try {
                context.dialect().read(frame, this);
            } catch (UnreadableException e) {
                setAside(frame, e.reason());
            } catch (RuntimeException e) {
                setAside(frame, e.toString());
            }
        }

        @Override
        public boolean wantsProvisional() {
            return context.settings().provisional();
        }

        @Override
        public void skipped() {
            lastCandleNanos = System.nanoTime();
        }

        @Override
        public void closed(Candle candle, Instant exchangeTime) {
            seen();
            Instant now = context.settings().clock().instant();
            context.tell(new FeedEvent.Closed(candle, exchangeTime, now, number));
        }

        @Override
        public void provisional(Candle candle, Instant exchangeTime) {
            seen();
            Instant now = context.settings().clock().instant();
            context.tell(new FeedEvent.Provisional(candle, exchangeTime, now, number));
        }

        private void seen() {
            lastCandleNanos = System.nanoTime();
            context.counters().candle(context.settings().clock().instant());
        }

        @Override
        public void setAside(String raw, String cause) {
            context.counters().deadLetter();
            context.tell(
                    new FeedEvent.SetAside(
                            new DeadLetter(
                                    context.dialect().market(),
                                    CandleSource.WEBSOCKET,
                                    raw,
                                    cause,
                                    context.settings().clock().instant()),
                            number));
        }

        @Override
        public void acknowledged(long id) {
            context.run(() -> answered(id, null));
        }

        @Override
        public void refused(long id, String reason) {
            context.run(() -> answered(id, reason));
        }
    }
}
