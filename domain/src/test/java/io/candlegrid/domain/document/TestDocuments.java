package io.candlegrid.domain.document;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole documents for tests, and small changes to them. */
public final class TestDocuments {

    /** The example of the formats page, on a spot market. */
    public static final String STRATEGY =
            """
            {
              "schema": "strategy/v1",
              "instrument": {"market_id": 1, "symbol": "BTCUSDT"},
              "timeframe": "1m",
              "indicators": {
                "fast": {"type": "sma", "window": 20, "source": "close"},
                "slow": {"type": "sma", "window": 100},
                "bb":   {"type": "bbands", "window": 20, "k": 2.0},
                "rsi":  {"type": "rsi", "window": 14}
              },
              "long":  {"entry": {"all": [{"cross_above": ["fast", "slow"]}, {"lt": ["rsi", 70]}]},
                        "exit":  {"any": [{"cross_below": ["fast", "slow"]},
                                          {"gt": ["close", "bb.upper"]}]}},
              "short": null,
              "constants": {"oversold": 30},
              "stops": {"stop_loss_pct": 2.0, "take_profit_pct": 4.0, "trailing_pct": null,
                        "max_bars": null},
              "sizing": {"type": "percent_equity", "percent": 100},
              "execution": {"fill": "close", "fee_pct": 0.1, "maker_fee_pct": null,
                            "slippage_pct": 0.0, "intrabar": "pessimistic", "leverage": 1,
                            "respect_lot_size": false}
            }
            """;

    /** The least that can be written. */
    public static final String SMALL_STRATEGY =
            """
            {
              "schema": "strategy/v1",
              "instrument": {"market_id": 1, "symbol": "BTCUSDT"},
              "timeframe": "1m",
              "indicators": {"fast": {"type": "sma", "window": 20},
                             "slow": {"type": "sma", "window": 100}},
              "long": {"entry": {"cross_above": ["fast", "slow"]},
                       "exit": {"cross_below": ["fast", "slow"]}}
            }
            """;

    public static final String BACKTEST =
            """
            {"schema": "backtest/v1",
             "strategy": %s,
             "range": {"from": "2024-01-01T00:00:00Z", "to": "2024-02-01T00:00:00Z"},
             "initial_equity": 10000}
            """
                    .formatted(STRATEGY);

    /** The example of the formats page. */
    public static final String OPTIMIZATION =
            """
            {
              "schema": "optimization/v1",
              "strategy": %s,
              "range": {"from": "2024-01-01T00:00:00Z", "to": "2025-01-01T00:00:00Z"},
              "initial_equity": 10000,
              "space": {"fast.window": {"from": 5, "to": 104, "step": 1},
                        "slow.window": {"from": 110, "to": 1109, "step": 1},
                        "stops.stop_loss_pct": [1, 2, 3]},
              "constraints": ["fast.window < slow.window"],
              "objective": "sharpe",
              "top": 500,
              "pruning": {"max_drawdown": 0.5, "min_trades": 30, "max_trades": 20000,
                          "loss_window": {"bars": 10000, "loss": 0.3}}
            }
            """
                    .formatted(STRATEGY);

    private TestDocuments() {}

    /** Parses a text that is right. */
    public static JsonNode json(String text) {
        return valid(Documents.parse(text));
    }

    /** The value of what must be valid; fails with the errors otherwise. */
    public static <T> T valid(Validated<T> validated) {
        return switch (validated) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T>(List<ValidationError> errors) ->
                    throw new AssertionError("expected no errors, got " + errors);
        };
    }

    /** The errors of what must be wrong, none when it is right. */
    public static <T> List<ValidationError> errors(Validated<T> validated) {
        return switch (validated) {
            case Validated.Valid<T> ignored -> List.of();
            case Validated.Invalid<T>(List<ValidationError> errors) -> errors;
        };
    }

    /** {@code path code}, one text per error. */
    public static <T> List<String> summary(Validated<T> validated) {
        return errors(validated).stream().map(e -> e.path() + " " + e.code()).toList();
    }

    /**
     * A document with changes, separated by {@code ;;}: {@code a.b[0] = json} sets or adds, {@code
     * -a.b} removes. Field names with dots are written in single quotes.
     */
    public static JsonNode changed(String document, String changes) {
        JsonNode root = json(document);
        for (String change : changes.split(";;")) {
            String text = change.strip();
            if (text.startsWith("-")) {
                Place place = place(root, text.substring(1));
                ((ObjectNode) place.owner()).remove(place.name());
            } else {
                int equals = text.indexOf('=');
                Place place = place(root, text.substring(0, equals).strip());
                place.set(json(text.substring(equals + 1)));
            }
        }
        return root;
    }

    private record Place(JsonNode owner, String name) {
        void set(JsonNode value) {
            if (owner instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else {
                ((ObjectNode) owner).set(name, value);
            }
        }
    }

    private static Place place(JsonNode root, String path) {
        List<String> names =
                Pattern.compile("'([^']*)'|([^.\\[\\]']+)")
                        .matcher(path)
                        .results()
                        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                        .toList();
        JsonNode owner = root;
        for (String name : names.subList(0, names.size() - 1)) {
            owner = owner.isArray() ? owner.get(Integer.parseInt(name)) : owner.get(name);
        }
        return new Place(owner, names.getLast());
    }
}
