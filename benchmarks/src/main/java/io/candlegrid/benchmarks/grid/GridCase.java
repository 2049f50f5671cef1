package io.candlegrid.benchmarks.grid;

import java.util.Arrays;
import java.util.List;

/** The searches that are compared: a strategy with its grid, and the programs that run it too. */
public enum GridCase {
    SMA_CROSS(
            "a",
            "SMA cross",
            1,
            """
            {"schema": "strategy/v1", "timeframe": "1m",
             "indicators": {"fast": {"type": "sma"}, "slow": {"type": "sma", "window": 110}},
             "long": {"entry": {"cross_above": ["fast", "slow"]},
                      "exit": {"cross_below": ["fast", "slow"]}},
             "execution": {"fee_pct": 0.1}}
            """,
            """
            {"fast.window": {"from": 5, "to": 104, "step": 1},
             "slow.window": {"from": 110, "to": 1109, "step": 1}}
            """),
    RSI_THRESHOLDS(
            "b",
            "RSI thresholds",
            1,
            """
            {"schema": "strategy/v1", "timeframe": "1m",
             "indicators": {"rsi": {"type": "rsi"}},
             "long": {"entry": {"lt": ["rsi", {"const": "oversold"}]},
                      "exit": {"gt": ["rsi", {"const": "overbought"}]}},
             "constants": {"oversold": 30, "overbought": 70},
             "execution": {"fee_pct": 0.1}}
            """,
            """
            {"rsi.window": {"from": 6, "to": 45, "step": 1},
             "const.oversold": {"from": 20, "to": 44.5, "step": 0.5},
             "const.overbought": {"from": 55.5, "to": 80, "step": 0.5}}
            """),
    BAND_STOPS(
            "c",
            "Bollinger bands, stop-loss and take-profit inside the bar",
            1,
            """
            {"schema": "strategy/v1", "timeframe": "1m",
             "indicators": {"bb": {"type": "bbands"}},
             "long": {"entry": {"lt": ["close", "bb.lower"]},
                      "exit": {"gt": ["close", "bb.middle"]}},
             "stops": {"stop_loss_pct": 1, "take_profit_pct": 1},
             "execution": {"fee_pct": 0.1}}
            """,
            """
            {"bb.k": {"from": 1.5, "to": 3, "step": 0.1},
             "bb.window": {"from": 20, "to": 215, "step": 5},
             "stops.stop_loss_pct": {"from": 0.4, "to": 2.2, "step": 0.2},
             "stops.take_profit_pct": {"from": 0.4, "to": 3.4, "step": 0.2}}
            """),
    EMA_BOTH_SIDES(
            "d",
            "EMA cross, long and short, trailing stop inside the bar",
            2,
            """
            {"schema": "strategy/v1", "timeframe": "1m",
             "indicators": {"fast": {"type": "ema"}, "slow": {"type": "ema", "window": 40}},
             "long": {"entry": {"cross_above": ["fast", "slow"]},
                      "exit": {"cross_below": ["fast", "slow"]}},
             "short": {"entry": {"cross_below": ["fast", "slow"]},
                       "exit": {"cross_above": ["fast", "slow"]}},
             "stops": {"trailing_pct": 1},
             "execution": {"fee_pct": 0.05}}
            """,
            """
            {"fast.window": {"from": 5, "to": 29, "step": 1},
             "slow.window": {"from": 40, "to": 235, "step": 5},
             "stops.trailing_pct": {"from": 0.25, "to": 5.2, "step": 0.05}}
            """);

    private final String id;
    private final String title;
    final int marketId;
    final String strategy;
    final String space;

    GridCase(String id, String title, int marketId, String strategy, String space) {
        this.id = id;
        this.title = title;
        this.marketId = marketId;
        this.strategy = strategy;
        this.space = space;
    }

    /** The letter by which it is chosen. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /**
     * Combinations of a batch. Those that read many columns share them best in larger ones; a
     * search can stop between batches only, so slower ones have smaller ones.
     */
    int batch() {
        return switch (this) {
            case SMA_CROSS, RSI_THRESHOLDS -> 5_000;
            case BAND_STOPS, EMA_BOTH_SIDES -> 1_000;
        };
    }

    /** All letters. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(GridCase::id).toList();
    }

    ScalarLoop loop(BenchGrid grid) {
        return switch (this) {
            case SMA_CROSS -> new SmaCrossLoop(grid);
            case RSI_THRESHOLDS -> new RsiThresholdsLoop(grid);
            case BAND_STOPS -> new BandStopsLoop(grid);
            case EMA_BOTH_SIDES -> new BothSidesLoop(grid);
        };
    }

    Ta4jPeer peer(BenchGrid grid) {
        return switch (this) {
            case SMA_CROSS -> new SmaCrossPeer(grid);
            case RSI_THRESHOLDS -> new RsiThresholdsPeer(grid);
            case BAND_STOPS -> new BandStopsPeer(grid);
            case EMA_BOTH_SIDES -> new BothSidesPeer(grid);
        };
    }
}
