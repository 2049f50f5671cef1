package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.MarketType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as Binance, spot or USDT futures. */
final class BinanceVenue implements VenueProtocol {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SUFFIX = "@kline_1m";
    private static final int MAX_STREAMS = 1_024;

    private final MarketTruth truth;
    private final CandlePages pages;
    private final boolean spot;

    BinanceVenue(MarketTruth truth, CandlePages pages) {
        this.truth = truth;
        this.pages = pages;
        this.spot = truth.market().type() == MarketType.SPOT;
    }

    @Override
    public String streamPath() {
        return "/stream";
    }

    @Override
    public boolean pings() {
        return true;
    }

    @Override
    public int messagesPerSecond() {
        return spot ? 5 : 10;
    }

    @Override
    public @Nullable VenueAnswer answer(VenueRequest request) {
        String prefix = spot ? "/api/v3/" : "/fapi/v1/";
        if (!request.path().startsWith(prefix)) {
            return null;
        }
        return switch (request.path().substring(prefix.length())) {
            case "exchangeInfo" -> exchangeInfo(request.now());
            case "klines" -> klines(request);
            case "fundingRate" -> spot ? null : fundingRate(request);
            default -> null;
        };
    }

    private VenueAnswer exchangeInfo(Instant now) {
        String symbols =
                truth.symbols().stream().map(this::symbol).collect(Collectors.joining(","));
        return VenueAnswer.ok(
                "{\"timezone\":\"UTC\",\"serverTime\":"
                        + now.toEpochMilli()
                        + ",\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":["
                        + symbols
                        + "]}",
                spot ? 20 : 1);
    }

    private String symbol(String symbol) {
        String quote = symbol.endsWith("USDT") ? "USDT" : symbol.substring(symbol.length() - 3);
        String base = symbol.substring(0, symbol.length() - quote.length());
        String kind =
                spot
                        ? "\"isSpotTradingAllowed\":true"
                        : "\"contractType\":\"PERPETUAL\",\"marginAsset\":\"" + quote + "\"";
        String notional =
                spot
                        ? "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5.00000000\"}"
                        : "{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5\"}";
        return "{\"symbol\":\""
                + symbol
                + "\",\"status\":\"TRADING\",\"baseAsset\":\""
                + base
                + "\",\"quoteAsset\":\""
                + quote
                + "\","
                + kind
                + ",\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.01000000\"},"
                + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00100000\","
                + "\"stepSize\":\"0.00100000\"},"
                + notional
                + "]}";
    }

    private VenueAnswer klines(VenueRequest request) {
        String symbol = request.text("symbol");
        int limit = (int) Math.min(request.number("limit", 500), spot ? 1_000 : 1_500);
        int weight = spot ? 2 : limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
        if (!truth.lists(symbol)) {
            return error(-1121, "Invalid symbol.", weight);
        }
        if (!request.text("interval").equals("1m")) {
            return error(-1120, "Invalid interval.", weight);
        }
        if (limit < 1) {
            return error(-1130, "Data sent for parameter 'limit' is not valid.", weight);
        }
        long end = request.number("endTime", request.now().toEpochMilli());
        long start = request.number("startTime", end - limit * MarketTruth.MINUTE + 1);
        InstrumentId id = new InstrumentId(truth.market().id(), symbol);
        return VenueAnswer.ok(
                pages.oldest(id, start, end, limit, request.now()).stream()
                        .map(this::row)
                        .collect(Collectors.joining(",", "[", "]")),
                weight);
    }

    private String row(Candle c) {
        return "["
                + c.tsOpenMillis()
                + ","
                + number(c.open())
                + ","
                + number(c.high())
                + ","
                + number(c.low())
                + ","
                + number(c.close())
                + ","
                + number(c.volume())
                + ","
                + (c.tsCloseMillis() - 1)
                + ","
                + number(c.quoteVolume())
                + ","
                + c.trades()
                + ","
                + number(c.takerBuyVolume())
                + ","
                + number(c.takerBuyQuoteVolume())
                + ",\"0\"]";
    }

    private String number(double value) {
        return spot ? Numbers.padded(value, 8) : Numbers.quoted(value);
    }

    private VenueAnswer fundingRate(VenueRequest request) {
        String symbol = request.text("symbol");
        if (!truth.lists(symbol)) {
            return error(-1121, "Invalid symbol.", 1);
        }
        int limit = Math.clamp(request.number("limit", 100), 1, 1_000);
        long now = request.now().toEpochMilli();
        long end = Math.min(request.number("endTime", now) + 1, now);
        InstrumentId id = new InstrumentId(truth.market().id(), symbol);
        List<FundingRate> all = truth.funding(id, request.number("startTime", 0), end);
        List<FundingRate> page =
                request.text("startTime").isEmpty()
                        ? all.subList(Math.max(0, all.size() - limit), all.size())
                        : all.subList(0, Math.min(limit, all.size()));
        return VenueAnswer.ok(
                page.stream()
                        .map(rate ->
                                "{\"symbol\":\""
                                        + symbol
                                        + "\",\"fundingTime\":"
                                        + rate.timeMillis()
                                        + ",\"fundingRate\":"
                                        + Numbers.padded(rate.rate(), 8)
                                        + ",\"markPrice\":\"\"}")
                        .collect(Collectors.joining(",", "[", "]")),
                1);
    }

    private static VenueAnswer error(int code, String message, int weight) {
        return new VenueAnswer(
                400, Map.of(), "{\"code\":" + code + ",\"msg\":\"" + message + "\"}", weight);
    }

    @Override
    public VenueAnswer tooMany(Instant until) {
        return limited(429, -1003, "Too much request weight used; please slow down.", until);
    }

    @Override
    public VenueAnswer banned(Instant until) {
        return limited(418, -1003, "Way too many requests; IP banned.", until);
    }

    private static VenueAnswer limited(int status, int code, String message, Instant until) {
        long seconds = Math.max(0, Math.ceilDiv(millisTo(until), 1_000));
        return new VenueAnswer(
                status,
                Map.of("Retry-After", Long.toString(seconds)),
                "{\"code\":" + code + ",\"msg\":\"" + message + "\"}",
                0);
    }

    private static long millisTo(Instant until) {
        return Duration.between(Instant.now(), until).toMillis();
    }

    @Override
    public VenueAnswer broken() {
        return new VenueAnswer(
                503, Map.of(), "{\"code\":-1008,\"msg\":\"Server is overloaded.\"}", 0);
    }

    @Override
    public String frame(Candle c, boolean closed, @Nullable Candle next, Instant sentAt) {
        String symbol = c.instrument().symbol();
        boolean traded = c.trades() > 0;
        return "{\"stream\":\""
                + symbol.toLowerCase(Locale.ROOT)
                + SUFFIX
                + "\",\"data\":{\"e\":\"kline\",\"E\":"
                + sentAt.toEpochMilli()
                + ",\"s\":\""
                + symbol
                + "\",\"k\":{\"t\":"
                + c.tsOpenMillis()
                + ",\"T\":"
                + (c.tsCloseMillis() - 1)
                + ",\"s\":\""
                + symbol
                + "\",\"i\":\"1m\",\"f\":"
                + (traded ? 1 : -1)
                + ",\"L\":"
                + (traded ? c.trades() : -1)
                + ",\"o\":"
                + number(c.open())
                + ",\"c\":"
                + number(c.close())
                + ",\"h\":"
                + number(c.high())
                + ",\"l\":"
                + number(c.low())
                + ",\"v\":"
                + number(c.volume())
                + ",\"n\":"
                + c.trades()
                + ",\"x\":"
                + closed
                + ",\"q\":"
                + number(c.quoteVolume())
                + ",\"V\":"
                + number(c.takerBuyVolume())
                + ",\"Q\":"
                + number(c.takerBuyQuoteVolume())
                + ",\"B\":\"0\"}}}";
    }

    @Override
    public void message(String text, StreamSession session) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JacksonException e) {
            session.send("{\"error\":{\"code\":3,\"msg\":\"Invalid JSON\"}}");
            return;
        }
        String id = message.path("id").toString();
        List<String> symbols = new ArrayList<>();
        for (JsonNode stream : message.path("params")) {
            String name = stream.asString("");
            if (name.endsWith(SUFFIX)) {
                String symbol = name.substring(0, name.length() - SUFFIX.length());
                symbols.add(symbol.toUpperCase(Locale.ROOT));
            }
        }
        switch (message.path("method").asString("")) {
            case "SUBSCRIBE" -> {
                if (session.symbols().size() + symbols.size() > MAX_STREAMS) {
                    session.send(
                            "{\"error\":{\"code\":3,\"msg\":\"too many streams\"},\"id\":"
                                    + id
                                    + "}");
                    return;
                }
                // A symbol that doesn't exist is confirmed like any other; it just stays silent.
                session.add(known(symbols, truth));
                session.send("{\"result\":null,\"id\":" + id + "}");
            }
            case "UNSUBSCRIBE" -> {
                session.remove(symbols);
                session.send("{\"result\":null,\"id\":" + id + "}");
            }
            case "LIST_SUBSCRIPTIONS" ->
                    session.send(
                            session.symbols().stream()
                                    .map(s -> "\"" + s.toLowerCase(Locale.ROOT) + SUFFIX + "\"")
                                    .collect(
                                            Collectors.joining(
                                                    ",", "{\"result\":[", "],\"id\":" + id + "}")));
            default ->
                    session.send(
                            "{\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown method\"},"
                                    + "\"id\":"
                                    + id
                                    + "}");
        }
    }
}
