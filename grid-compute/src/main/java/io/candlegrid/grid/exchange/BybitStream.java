package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.marketdata.RawCandles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Bybit's v5 public streams. The topics of a connection have at most 21,000 characters, a spot
 * request at most 10 topics; the client pings each 20 s. A row is final when its {@code confirm} is
 * true; one message can have the closed row and the first of the next minute.
 */
record BybitStream(Market market) implements StreamDialect {

    private static final String PREFIX = "kline.1.";

    @Override
    public String path() {
        return "/v5/public/" + (market.type() == MarketType.SPOT ? "spot" : "linear");
    }

    @Override
    public String topic(String symbol) {
        return PREFIX + symbol;
    }

    @Override
    public int maxTopics() {
        return 1_000;
    }

    @Override
    public int maxTopicCharacters() {
        // 21,000 with quotes and commas.
        return 17_000;
    }

    @Override
    public int maxTopicsPerMessage() {
        return market.type() == MarketType.SPOT ? 10 : 100;
    }

    @Override
    public Duration messageGap() {
        return Duration.ofMillis(50);
    }

    @Override
    public String subscribe(List<String> topics, long id) {
        return message("subscribe", topics, id);
    }

    @Override
    public String unsubscribe(List<String> topics, long id) {
        return message("unsubscribe", topics, id);
    }

    private static String message(String op, List<String> topics, long id) {
        return topics.stream()
                .collect(
                        Collectors.joining(
                                "\",\"",
                                "{\"req_id\":\"" + id + "\",\"op\":\"" + op + "\",\"args\":[\"",
                                "\"]}"));
    }

    @Override
    public Optional<String> heartbeat() {
        return Optional.of("{\"op\":\"ping\"}");
    }

    @Override
    public void read(String frame, FrameReader reader) throws UnreadableException {
        JsonNode root = Json.parse(frame);
        if (root.has("topic")) {
            String topic = root.path("topic").asString("");
            if (topic.startsWith(PREFIX)) {
                rows(topic.substring(PREFIX.length()), root, reader);
            }
        } else if (root.has("op")) {
            answer(root, reader);
        } else {
            throw new UnreadableException("neither a topic's data nor an answer");
        }
    }

    private static void answer(JsonNode root, FrameReader reader) throws UnreadableException {
        String op = root.path("op").asString("");
        if (op.equals("ping") || op.equals("pong")) {
            return;
        }
        if (!op.equals("subscribe") && !op.equals("unsubscribe")) {
            throw new UnreadableException("an answer to an operation that isn't ours: " + op);
        }
        boolean named = !root.path("req_id").asString("").isEmpty();
        long id = named ? Json.whole(root.path("req_id"), "req_id") : FrameReader.OLDEST;
        if (root.path("success").asBoolean(false)) {
            reader.acknowledged(id);
        } else {
            reader.refused(id, root.path("ret_msg").asString(""));
        }
    }

    private void rows(String symbol, JsonNode root, FrameReader reader) throws UnreadableException {
        InstrumentId id = BinanceRest.id(market, symbol);
        Instant sent = Instant.ofEpochMilli(Json.whole(root.path("ts"), "ts"));
        for (JsonNode row : BinanceRest.array(root.path("data"), "data")) {
            try {
                row(id, row, sent, reader);
            } catch (UnreadableException e) {
                reader.setAside(row.toString(), e.reason());
            }
        }
    }

    private static void row(InstrumentId id, JsonNode row, Instant sent, FrameReader reader)
            throws UnreadableException {
        if (!row.path("confirm").isBoolean()) {
            throw new UnreadableException("confirm is not true or false");
        }
        boolean closed = row.path("confirm").booleanValue();
        if (!closed && !reader.wantsProvisional()) {
            reader.skipped();
            return;
        }
        if (!Json.text(row.path("interval"), "interval").equals("1")) {
            throw new UnreadableException("a candle of another interval: " + row.path("interval"));
        }
        Candle candle;
        try {
            candle =
                    new Candle(
                            id,
                            Json.whole(row.path("start"), "start"),
                            Json.exact(row.path("open"), "open"),
                            Json.exact(row.path("high"), "high"),
                            Json.exact(row.path("low"), "low"),
                            Json.exact(row.path("close"), "close"),
                            Json.exact(row.path("volume"), "volume"),
                            Json.rounded(row.path("turnover"), "turnover"),
                            Double.NaN,
                            Double.NaN,
                            RawCandles.TRADES_UNKNOWN);
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
