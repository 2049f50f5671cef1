package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A running simulator of the four markets on 127.0.0.1. Each market has addresses of its own below
 * one port: {@code http://127.0.0.1:PORT/binance-spot} and {@code ws://…}. Thread-safe.
 */
public final class ExchangeSimulator implements AutoCloseable {

    /**
     * Frames that wait for a client before it is cut off: two minutes of all topics it may have.
     */
    private static final int MAX_OUTGOING_FRAMES = 20_000;

    private final SimulatorSettings settings;
    private final FaultSchedule faults;
    private final Map<String, SimulatedMarket> markets = new LinkedHashMap<>();
    private final RestHandler rest;
    private final Server server;
    private final ServerConnector connector;
    private final Ticker ticker;
    private final Thread thread;

    private ExchangeSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.faults = new FaultSchedule(settings.clock());
        long start = settings.clock().instant().minus(settings.history()).toEpochMilli();
        long firstMinute = Math.ceilDiv(start, MarketTruth.MINUTE) * MarketTruth.MINUTE;
        for (Market market : Market.ALL) {
            MarketTruth truth = new MarketTruth(market, settings, firstMinute, faults);
            CandlePages pages = new CandlePages(truth, faults, settings.seed());
            VenueProtocol protocol =
                    switch (market.exchange()) {
                        case BINANCE -> new BinanceVenue(truth, pages);
                        case BYBIT -> new BybitVenue(truth, pages);
                    };
            markets.put(path(market), new SimulatedMarket(truth, protocol, faults, settings));
        }
        QueuedThreadPool pool = new QueuedThreadPool(64, 4);
        pool.setName("simulator");
        pool.setDaemon(true);
        this.server = new Server(pool);
        this.connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        server.addConnector(connector);
        this.rest = new RestHandler(markets, faults, settings);
        WebSocketUpgradeHandler streams = WebSocketUpgradeHandler.from(server, this::map);
        streams.setHandler(rest);
        server.setHandler(new Refusals(streams));
        this.ticker =
                new Ticker(
                        settings.clock(),
                        List.copyOf(markets.values()),
                        settings.updatesPerMinute());
        this.thread = Thread.ofPlatform().daemon().name("simulator-ticker").unstarted(ticker);
    }

    /**
     * Starts a simulator; its clock's time runs from now on.
     *
     * @throws IllegalStateException when the port can't be had
     */
    public static ExchangeSimulator start(SimulatorSettings settings) {
        ExchangeSimulator simulator = new ExchangeSimulator(settings);
        try {
            simulator.server.start();
        } catch (Exception e) {
            simulator.stopServer();
            throw new IllegalStateException(
                    "no simulator on 127.0.0.1:" + settings.port() + ": " + e.getMessage(), e);
        }
        simulator.thread.start();
        return simulator;
    }

    private static String path(Market market) {
        return "/" + market.exchange().label() + "-" + market.type().label();
    }

    private void map(ServerWebSocketContainer container) {
        container.setIdleTimeout(Duration.ZERO);
        container.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
        container.setMaxTextMessageSize(1 << 20);
        markets.forEach((path, market) ->
                container.addMapping(
                        path + market.protocol().streamPath(),
                        (request, response, callback) -> market.newSession()));
    }

    /** Cuts off what comes to a market that refuses connections, before it is upgraded. */
    private final class Refusals extends Handler.Wrapper {
        Refusals(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            String path = request.getHttpURI().getPath();
            for (Map.Entry<String, SimulatedMarket> entry : markets.entrySet()) {
                if (path.startsWith(entry.getKey() + "/") && entry.getValue().isRefusing()) {
                    request.getConnectionMetaData().getConnection().getEndPoint().close();
                    callback.failed(new EofException("refusing connections"));
                    return true;
                }
            }
            return super.handle(request, response, callback);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where a market is spoken with; for {@code ExchangeSettings.withEndpoints}. */
    public ExchangeEndpoints endpoints(Market market) {
        String address = "://127.0.0.1:" + port() + path(market);
        return new ExchangeEndpoints(URI.create("http" + address), URI.create("ws" + address));
    }

    /** The exchanges' time; for {@code ExchangeSettings.withClock}. */
    public SimulatorClock clock() {
        return settings.clock();
    }

    /** The faults, to be planned, begun and ended. */
    public FaultSchedule faults() {
        return faults;
    }

    /** All instruments it serves, by market and symbol. */
    public List<InstrumentId> instruments() {
        return markets.values().stream()
                .flatMap(market ->
                        market.truth().symbols().stream()
                                .map(symbol ->
                                        new InstrumentId(market.truth().market().id(), symbol)))
                .toList();
    }

    /**
     * What really happened: the final candles with open time in [fromMillis, toMillis) that are
     * closed by now, after halts, quiet minutes and corrections; candle for candle what a gap-free
     * store must have. Bybit's have no trade counts and taker volumes, as on the wire.
     */
    public RawCandles truth(InstrumentId instrument, long fromMillis, long toMillis) {
        MarketTruth truth = market(instrument.market()).truth();
        long now = clock().millis();
        long closed = Math.floorDiv(now, MarketTruth.MINUTE) * MarketTruth.MINUTE;
        long first = Math.max(fromMillis, truth.firstMinute());
        long at = Math.ceilDiv(first, MarketTruth.MINUTE) * MarketTruth.MINUTE;
        long end = Math.min(toMillis, closed);
        int capacity = (int) Math.max(0, (end - at) / MarketTruth.MINUTE);
        RawCandles candles = new RawCandles(instrument, CandleSource.SYNTHETIC, capacity);
        for (; at < end; at += MarketTruth.MINUTE) {
            truth.candle(instrument, at).ifPresent(candles::add);
        }
        return candles;
    }

    /** The funding rates due in [fromMillis, toMillis) and by now. */
    public List<FundingRate> fundingTruth(InstrumentId instrument, long fromMillis, long toMillis) {
        long end = Math.min(toMillis, clock().millis());
        return market(instrument.market()).truth().funding(instrument, fromMillis, end);
    }

    /** What clients have subscribed on a market at this moment, over all connections. */
    public Set<InstrumentId> subscribed(Market market) {
        Set<InstrumentId> subscribed = new HashSet<>();
        for (StreamSession session : market(market).sessions()) {
            for (String symbol : session.symbols()) {
                subscribed.add(new InstrumentId(market.id(), symbol));
            }
        }
        return subscribed;
    }

    /** How a market was used so far. */
    public Usage usage(Market market) {
        SimulatedMarket used = market(market);
        Map<Long, Integer> topics = new TreeMap<>();
        for (StreamSession session : used.sessions()) {
            topics.put(session.number(), session.symbols().size());
        }
        return new Usage(
                rest.requests(path(market)), used.openedSessions(), List.copyOf(topics.values()));
    }

    /**
     * Figures of a market.
     *
     * @param requests REST requests, refused ones included
     * @param connections WebSocket connections that were opened since the start
     * @param topics of each connection that is open now, in the order of opening
     */
    public record Usage(long requests, long connections, List<Integer> topics) {}

    /** The simulated time up to which everything due was sent to those connected. */
    public Instant sentUntil() {
        return ticker.sentUntil();
    }

    /** Breaks all stream connections of a market, once. */
    public void disconnect(Market market) {
        market(market).sessions().forEach(StreamSession::breakOff);
    }

    private SimulatedMarket market(Market market) {
        SimulatedMarket found = markets.get(path(market));
        if (found == null) {
            throw new IllegalArgumentException("no market " + market);
        }
        return found;
    }

    @Override
    public void close() {
        ticker.stop();
        thread.interrupt();
        stopServer();
    }

    private void stopServer() {
        try {
            server.setStopTimeout(0);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulator did not stop: " + e.getMessage(), e);
        }
    }
}
