package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.MarketType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as Bybit v5, spot or linear. */
final class BybitVenue implements VenueProtocol {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PREFIX = "kline.1.";
    private static final int MAX_CHARACTERS = 21_000;
    private static final int PARAMETER_ERROR = 10_001;

    private final MarketTruth truth;
    private final CandlePages pages;
    private final boolean spot;

    BybitVenue(MarketTruth truth, CandlePages pages) {
        this.truth = truth;
        this.pages = pages;
        this.spot = truth.market().type() == MarketType.SPOT;
    }

    private String category() {
        return spot ? "spot" : "linear";
    }

    @Override
    public String streamPath() {
        return "/v5/public/" + category();
    }

    @Override
    public boolean pings() {
        return false;
    }

    @Override
    public int messagesPerSecond() {
        return 500;
    }

    @Override
    public @Nullable VenueAnswer answer(VenueRequest request) {
        boolean known =
                switch (request.path()) {
                    case "/v5/market/instruments-info", "/v5/market/kline" -> true;
                    case "/v5/market/funding/history" -> !spot;
                    default -> false;
                };
        if (!known) {
            return null;
        }
        if (!request.text("category").equals(category())) {
            return failure(PARAMETER_ERROR, "Illegal category", request.now());
        }
        return switch (request.path()) {
            case "/v5/market/instruments-info" -> instruments(request);
            case "/v5/market/kline" -> klines(request);
            default -> funding(request);
        };
    }

    private VenueAnswer instruments(VenueRequest request) {
        List<String> symbols = List.copyOf(truth.symbols());
        int from = 0;
        int to = symbols.size();
        String cursor = "";
        if (!spot) {
            String page = request.text("cursor");
            from = page.startsWith("first=") ? Integer.parseInt(page.substring(6)) : 0;
            int limit = Math.clamp(request.number("limit", 500), 1, 1_000);
            to = Math.min(symbols.size(), from + limit);
            cursor = ",\"nextPageCursor\":\"" + (to < symbols.size() ? "first=" + to : "") + "\"";
        }
        String list =
                symbols.subList(Math.min(from, to), to).stream()
                        .map(this::instrument)
                        .collect(Collectors.joining(","));
        return success("\"list\":[" + list + "]" + cursor, request.now());
    }

    private String instrument(String symbol) {
        String quote = symbol.endsWith("USDT") ? "USDT" : symbol.substring(symbol.length() - 3);
        String base = symbol.substring(0, symbol.length() - quote.length());
        String lot =
                spot
                        ? "\"basePrecision\":\"0.001\",\"minOrderQty\":\"0.001\","
                                + "\"minOrderAmt\":\"5\""
                        : "\"qtyStep\":\"0.001\",\"minOrderQty\":\"0.001\","
                                + "\"minNotionalValue\":\"5\"";
        String kind =
                spot
                        ? ""
                        : "\"contractType\":\"LinearPerpetual\",\"settleCoin\":\""
                                + quote
                                + "\",\"fundingInterval\":480,";
        return "{\"symbol\":\""
                + symbol
                + "\","
                + kind
                + "\"status\":\"Trading\",\"baseCoin\":\""
                + base
                + "\",\"quoteCoin\":\""
                + quote
                + "\",\"priceFilter\":{\"tickSize\":\"0.01\"},\"lotSizeFilter\":{"
                + lot
                + "}}";
    }

    private VenueAnswer klines(VenueRequest request) {
        String symbol = request.text("symbol");
        if (!truth.lists(symbol)) {
            return failure(PARAMETER_ERROR, "Not supported symbols", request.now());
        }
        if (!request.text("interval").equals("1")) {
            return failure(PARAMETER_ERROR, "Invalid period!", request.now());
        }
        int limit = Math.clamp(request.number("limit", 200), 1, 1_000);
        long now = request.now().toEpochMilli();
        InstrumentId id = new InstrumentId(truth.market().id(), symbol);
        String rows =
                pages
                        .newest(
                                id,
                                request.number("start", 0),
                                request.number("end", now),
                                limit,
                                request.now())
                        .stream()
                        .map(BybitVenue::row)
                        .collect(Collectors.joining(","));
        return success("\"symbol\":\"" + symbol + "\",\"list\":[" + rows + "]", request.now());
    }

    private static String row(Candle c) {
        return "[\""
                + c.tsOpenMillis()
                + "\","
                + Numbers.quoted(c.open())
                + ","
                + Numbers.quoted(c.high())
                + ","
                + Numbers.quoted(c.low())
                + ","
                + Numbers.quoted(c.close())
                + ","
                + Numbers.quoted(c.volume())
                + ","
                + Numbers.quoted(c.quoteVolume())
                + "]";
    }

    private VenueAnswer funding(VenueRequest request) {
        String symbol = request.text("symbol");
        if (!truth.lists(symbol)) {
            return failure(PARAMETER_ERROR, "symbol invalid", request.now());
        }
        if (!request.text("startTime").isEmpty() && request.text("endTime").isEmpty()) {
            return failure(PARAMETER_ERROR, "startTime without endTime", request.now());
        }
        int limit = Math.clamp(request.number("limit", 200), 1, 200);
        long now = request.now().toEpochMilli();
        long end = Math.min(request.number("endTime", now) + 1, now);
        InstrumentId id = new InstrumentId(truth.market().id(), symbol);
        List<FundingRate> all = truth.funding(id, request.number("startTime", 0), end);
        String rows =
                all.reversed().stream()
                        .limit(limit)
                        .map(rate ->
                                "{\"symbol\":\""
                                        + symbol
                                        + "\",\"fundingRate\":"
                                        + Numbers.quoted(rate.rate())
                                        + ",\"fundingRateTimestamp\":\""
                                        + rate.timeMillis()
                                        + "\"}")
                        .collect(Collectors.joining(","));
        return success("\"list\":[" + rows + "]", request.now());
    }

    private VenueAnswer success(String result, Instant now) {
        return VenueAnswer.ok(
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\""
                        + category()
                        + "\","
                        + result
                        + "},\"retExtInfo\":{},\"time\":"
                        + now.toEpochMilli()
                        + "}",
                1);
    }

    private static VenueAnswer failure(int code, String message, Instant now) {
        return new VenueAnswer(200, Map.of(), wrapped(code, message, now.toEpochMilli()), 1);
    }

    private static String wrapped(int code, String message, long time) {
        return "{\"retCode\":"
                + code
                + ",\"retMsg\":\""
                + message
                + "\",\"result\":{},\"retExtInfo\":{},\"time\":"
                + time
                + "}";
    }

    @Override
    public VenueAnswer tooMany(Instant until) {
        return new VenueAnswer(
                200,
                Map.of(
                        "X-Bapi-Limit", "600",
                        "X-Bapi-Limit-Status", "0",
                        "X-Bapi-Limit-Reset-Timestamp", Long.toString(until.toEpochMilli())),
                wrapped(10_006, "Too many visits!", Instant.now().toEpochMilli()),
                0);
    }

    @Override
    public VenueAnswer banned(Instant until) {
        long seconds = Math.ceilDiv(Duration.between(Instant.now(), until).toMillis(), 1_000);
        return new VenueAnswer(
                403,
                Map.of("Retry-After", Long.toString(Math.max(0, seconds))),
                "access too frequent",
                0);
    }

    @Override
    public VenueAnswer broken() {
        return new VenueAnswer(503, Map.of(), "Service Unavailable", 0);
    }

    @Override
    public String frame(Candle c, boolean closed, @Nullable Candle next, Instant sentAt) {
        return "{\"topic\":\""
                + PREFIX
                + c.instrument().symbol()
                + "\",\"data\":["
                + streamRow(c, closed, sentAt)
                + (next == null ? "" : "," + streamRow(next, false, sentAt))
                + "],\"ts\":"
                + sentAt.toEpochMilli()
                + ",\"type\":\"snapshot\"}";
    }

    private static String streamRow(Candle c, boolean closed, Instant sentAt) {
        return "{\"start\":"
                + c.tsOpenMillis()
                + ",\"end\":"
                + (c.tsCloseMillis() - 1)
                + ",\"interval\":\"1\",\"open\":"
                + Numbers.quoted(c.open())
                + ",\"close\":"
                + Numbers.quoted(c.close())
                + ",\"high\":"
                + Numbers.quoted(c.high())
                + ",\"low\":"
                + Numbers.quoted(c.low())
                + ",\"volume\":"
                + Numbers.quoted(c.volume())
                + ",\"turnover\":"
                + Numbers.quoted(c.quoteVolume())
                + ",\"confirm\":"
                + closed
                + ",\"timestamp\":"
                + sentAt.toEpochMilli()
                + "}";
    }

    @Override
    public void message(String text, StreamSession session) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JacksonException e) {
            session.send(answer(false, "Invalid JSON", "", "", session));
            return;
        }
        String op = message.path("op").asString("");
        String id = message.path("req_id").asString("");
        if (op.equals("ping")) {
            session.send(answer(true, "pong", id, "ping", session));
            return;
        }
        List<String> symbols = new ArrayList<>();
        for (JsonNode topic : message.path("args")) {
            String name = topic.asString("");
            String symbol = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (!truth.lists(symbol)) {
                String problem = "error:handler not found,topic:" + name;
                session.send(answer(false, problem.replace("\"", ""), id, op, session));
                return;
            }
            symbols.add(symbol);
        }
        String problem = op.equals("subscribe") ? tooMuch(symbols, session) : "";
        if (!problem.isEmpty()) {
            session.send(answer(false, problem, id, op, session));
            return;
        }
        if (op.equals("unsubscribe")) {
            session.remove(symbols);
        } else {
            session.add(symbols);
        }
        session.send(answer(true, "", id, op, session));
    }

    private String tooMuch(List<String> symbols, StreamSession session) {
        if (spot && symbols.size() > 10) {
            return "args size >10";
        }
        int characters = 0;
        for (String symbol : session.symbols()) {
            characters += PREFIX.length() + symbol.length() + 3;
        }
        for (String symbol : symbols) {
            characters += PREFIX.length() + symbol.length() + 3;
        }
        return characters > MAX_CHARACTERS ? "args length >21000" : "";
    }

    private static String answer(
            boolean success, String message, String id, String op, StreamSession session) {
        return "{\"success\":"
                + success
                + ",\"ret_msg\":\""
                + message
                + "\",\"conn_id\":\""
                + session.number()
                + "\",\"req_id\":\""
                + id.replace("\"", "")
                + "\",\"op\":\""
                + op.replace("\"", "")
                + "\"}";
    }
}
