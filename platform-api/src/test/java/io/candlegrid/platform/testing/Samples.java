package io.candlegrid.platform.testing;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents and candles that tests start from. */
public final class Samples {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Open time of the first candle of {@link #importMonth}. */
    public static final String FROM = "2025-03-01T00:00:00Z";

    /** Open time after the last candle of {@link #importMonth}. */
    public static final String TO = "2025-04-01T00:00:00Z";

    private Samples() {}

    /** Imports a made-up month of a symbol unless it is there. */
    public static void importMonth(RestClient rest, String symbol) {
        String request =
                """
                {"market_id": 1, "symbol": "%s", "from": "%s", "to": "%s", "seed": 7}
                """
                        .formatted(symbol, FROM, TO);
        JsonNode started = rest.post("/api/v1/imports/synthetic", request).json();
        String state =
                await(
                        rest,
                        "/api/v1/imports/" + started.path("job").asString(),
                        "COMPLETED",
                        "FAILED");
        if (!state.equals("COMPLETED")) {
            throw new AssertionError("import " + state);
        }
    }

    /** Waits until the document at a path is in one of the states; returns which. */
    public static String await(RestClient rest, String path, String... states) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            String state = rest.get(path).json().path("state").asString("");
            for (String wanted : states) {
                if (state.equals(wanted)) {
                    return state;
                }
            }
            pause();
        }
        throw new AssertionError(path + " is still " + rest.get(path).body());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A crossing of two averages, long only. */
    public static ObjectNode strategy(String symbol) {
        return object(
                """
                {"schema": "strategy/v1",
                 "instrument": {"market_id": 1, "symbol": "%s"},
                 "timeframe": "1m",
                 "indicators": {"fast": {"type": "sma", "window": 20}, "slow": {"type": "sma", "window": 100}},
                 "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}}
                """
                        .formatted(symbol));
    }

    /** A backtest of {@link #strategy} over the month. */
    public static ObjectNode backtest(String symbol) {
        ObjectNode document =
                object(
                        """
                        {"schema": "backtest/v1", "range": {"from": "%s", "to": "%s"}, "initial_equity": 10000}
                        """
                                .formatted(FROM, TO));
        document.set("strategy", strategy(symbol));
        return document;
    }

    /** A search of 20 × 10 combinations of {@link #strategy} over the month. */
    public static ObjectNode optimization(String symbol) {
        ObjectNode document =
                object(
                        """
                        {"schema": "optimization/v1", "range": {"from": "%s", "to": "%s"},
                         "space": {"fast.window": {"from": 5, "to": 24, "step": 1},
                                   "slow.window": {"from": 30, "to": 120, "step": 10}},
                         "constraints": ["fast.window < slow.window"],
                         "objective": "sharpe", "top": 50}
                        """
                                .formatted(FROM, TO));
        document.set("strategy", strategy(symbol));
        return document;
    }

    /** Parses an object. */
    public static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** A time moved by minutes. */
    public static String plusMinutes(String time, long minutes) {
        return Instant.parse(time).plus(Duration.ofMinutes(minutes)).toString();
    }
}
