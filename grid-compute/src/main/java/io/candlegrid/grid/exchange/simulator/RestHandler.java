package io.candlegrid.grid.exchange.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers the REST requests to all markets, faults included. */
final class RestHandler extends Handler.Abstract {

    private final Map<String, SimulatedMarket> markets;
    private final FaultSchedule faults;
    private final SimulatorSettings settings;
    private final Map<String, RequestLimit> limits;
    private final AtomicLong requests = new AtomicLong();

    /**
     * @param markets by the first part of their paths
     */
    RestHandler(
            Map<String, SimulatedMarket> markets,
            FaultSchedule faults,
            SimulatorSettings settings) {
        this.markets = markets;
        this.faults = faults;
        this.settings = settings;
        this.limits = new HashMap<>();
        markets.forEach(
                (name, market) -> limits.put(name, new RequestLimit(settings.weightPerMinute())));
    }

    /** How many requests a market was asked, refused ones included. */
    long requests(String name) {
        RequestLimit limit = limits.get(name);
        return limit == null ? 0 : limit.requests();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        int slash = path.indexOf('/', 1);
        String name = slash < 0 ? path : path.substring(0, slash);
        SimulatedMarket market = markets.get(name);
        RequestLimit limit = limits.get(name);
        if (market == null || limit == null) {
            return false;
        }
        VenueAnswer answer = answer(market, limit, path.substring(slash), request);
        if (answer == null) {
            return false;
        }
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        answer.headers().forEach((header, value) -> response.getHeaders().put(header, value));
        if (market.protocol().pings()) {
            response.getHeaders().put("X-MBX-USED-WEIGHT-1M", Integer.toString(limit.used()));
        }
        ByteBuffer body = ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8));
        response.write(true, body, callback);
        return true;
    }

    private @Nullable VenueAnswer answer(
            SimulatedMarket market, RequestLimit limit, String path, Request request)
            throws InterruptedException {
        int id = market.truth().market().id();
        VenueProtocol protocol = market.protocol();
        limit.count();
        long number = requests.incrementAndGet();
        Instant now = settings.clock().instant();
        Optional<Fault> slow = hits(FaultKind.SLOW, id, number, now);
        if (slow.isPresent()) {
            Thread.sleep(slow.get().amount());
            now = settings.clock().instant();
        }
        Optional<Fault> ban = hits(FaultKind.BAN, id, number, now);
        if (ban.isPresent()) {
            return protocol.banned(Instant.now().plus(ban.get().amount()));
        }
        Optional<Fault> limited = hits(FaultKind.RATE_LIMIT, id, number, now);
        if (limited.isPresent()) {
            return protocol.tooMany(Instant.now().plus(limited.get().amount()));
        }
        if (hits(FaultKind.SERVER_ERROR, id, number, now).isPresent()) {
            return protocol.broken();
        }
        VenueAnswer answer;
        try {
            answer =
                    protocol.answer(
                            new VenueRequest(
                                    path,
                                    VenueRequest.parse(request.getHttpURI().getQuery()),
                                    now));
        } catch (NumberFormatException e) {
            return new VenueAnswer(400, Map.of(), "{\"code\":-1100,\"msg\":\"no number\"}", 1);
        }
        if (answer != null && protocol.pings() && !limit.book(answer.weight())) {
            return protocol.tooMany(limit.nextWindow());
        }
        return answer;
    }

    private Optional<Fault> hits(FaultKind kind, int marketId, long number, Instant now) {
        double draw = Chance.unit(settings.seed(), kind.ordinal(), number);
        return faults.at(kind, marketId, now, fault -> draw < fault.share());
    }

    /** What a market's clients may ask per minute of wall time. */
    private static final class RequestLimit {
        private static final long WINDOW = Duration.ofMinutes(1).toMillis();
        private final int limit;
        private final AtomicLong requests = new AtomicLong();
        private long window;
        private int used;

        RequestLimit(int limit) {
            this.limit = limit;
        }

        void count() {
            requests.incrementAndGet();
        }

        long requests() {
            return requests.get();
        }

        synchronized boolean book(int weight) {
            roll();
            used += weight;
            return used <= limit;
        }

        synchronized int used() {
            roll();
            return used;
        }

        private void roll() {
            long current = Instant.now().toEpochMilli() / WINDOW;
            if (current != window) {
                window = current;
                used = 0;
            }
        }

        synchronized Instant nextWindow() {
            return Instant.ofEpochMilli((window + 1) * WINDOW);
        }
    }
}
