package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Binance's combined streams. 1,024 streams a connection; 5 (spot) or 10 (futures) messages a
 * second from the client, pongs included; the server pings and ends connections after 24 h. A kline
 * is final when its {@code x} is true.
 */
record BinanceStream(Market market) implements StreamDialect {

    private static final String SUFFIX = "@kline_1m";

    @Override
    public String path() {
        return "/stream";
    }

    @Override
    public String topic(String symbol) {
        return symbol.toLowerCase(Locale.ROOT) + SUFFIX;
    }

    @Override
    public int maxTopics() {
        return 1_000;
    }

    @Override
    public int maxTopicCharacters() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int maxTopicsPerMessage() {
        return 200;
    }

    @Override
    public Duration messageGap() {
        return Duration.ofMillis(market.type() == MarketType.SPOT ? 300 : 150);
    }

    @Override
    public String subscribe(List<String> topics, long id) {
        return message("SUBSCRIBE", topics, id);
    }

    @Override
    public String unsubscribe(List<String> topics, long id) {
        return message("UNSUBSCRIBE", topics, id);
    }

    private static String message(String method, List<String> topics, long id) {
        return topics.stream()
                .collect(
                        Collectors.joining(
                                "\",\"",
                                "{\"method\":\"" + method + "\",\"params\":[\"",
                                "\"],\"id\":" + id + "}"));
    }

    @Override
    public Optional<String> heartbeat() {
        return Optional.empty();
    }

    @Override
    public void read(String frame, FrameReader reader) throws UnreadableException {
        JsonNode root = Json.parse(frame);
        if (root.has("stream")) {
            if (root.path("stream").asString("").endsWith(SUFFIX)) {
                kline(root.path("data"), reader);
            }
        } else if (root.has("error") || root.has("code")) {
            JsonNode error = root.has("error") ? root.path("error") : root;
            String reason =
                    "code "
                            + error.path("code").asString("")
                            + " "
                            + error.path("msg").asString("");
            if (!root.path("id").isNumber()) {
                throw new UnreadableException("an error of no request of ours: " + reason);
            }
            reader.refused(Json.whole(root.path("id"), "id"), reason);
        } else if (root.has("result") && root.path("id").isNumber()) {
            reader.acknowledged(Json.whole(root.path("id"), "id"));
        } else {
            throw new UnreadableException("neither a stream's data nor an answer");
        }
    }

    private void kline(JsonNode data, FrameReader reader) throws UnreadableException {
        JsonNode k = data.path("k");
        if (!k.path("x").isBoolean()) {
            throw new UnreadableException("x, whether the candle is closed, is not true or false");
        }
        boolean closed = k.path("x").booleanValue();
        if (!closed && !reader.wantsProvisional()) {
            reader.skipped();
            return;
        }
        if (!Json.text(k.path("i"), "i").equals("1m")) {
            throw new UnreadableException("a candle of another interval: " + k.path("i"));
        }
        Instant sent = Instant.ofEpochMilli(Json.whole(data.path("E"), "E"));
        InstrumentId id = BinanceRest.id(market, Json.text(k.path("s"), "s"));
        Candle candle;
        try {
            candle =
                    new Candle(
                            id,
                            Json.whole(k.path("t"), "t"),
                            Json.exact(k.path("o"), "o"),
                            Json.exact(k.path("h"), "h"),
                            Json.exact(k.path("l"), "l"),
                            Json.exact(k.path("c"), "c"),
                            Json.exact(k.path("v"), "v"),
                            Json.rounded(k.path("q"), "q"),
                            Json.rounded(k.path("V"), "V"),
                            Json.rounded(k.path("Q"), "Q"),
                            Json.whole(k.path("n"), "n"));
        } catch (CandleDataException e) {
            throw new UnreadableException(e);
        }
        if (closed) {
            reader.closed(candle, sent);
        } else {
            reader.provisional(candle, sent);
        }
    }
}
