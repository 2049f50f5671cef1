package io.candlegrid.platform.cli;

import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The documents that the demo sends. */
final class DemoDocuments {

    private static final SyntheticMarket YEAR = SyntheticMarket.year(1);
    private static final Instant FROM = Instant.ofEpochMilli(YEAR.fromMillis());
    private static final Instant TO = end();

    /** A synthetic year: 525,600 candles and the two holes between them. */
    static final Map<String, Object> SYNTHETIC =
            Map.of(
                    "market_id", YEAR.instrument().marketId(),
                    "symbol", YEAR.instrument().symbol(),
                    "from", FROM.toString(),
                    "to", TO.toString(),
                    "seed", YEAR.seed());

    private DemoDocuments() {}

    /** 100,000 combinations over the synthetic year. */
    static Map<String, Object> syntheticSearch() {
        return search(
                YEAR.instrument().marketId(),
                YEAR.instrument().symbol(),
                FROM.toString(),
                TO.toString(),
                axis(5, 104, 1),
                axis(110, 1109, 1));
    }

    /** 10,000 combinations over a real series. */
    static Map<String, Object> realSearch(int market, String symbol, String from, String to) {
        return search(market, symbol, from, to, axis(5, 104, 1), axis(110, 1100, 10));
    }

    private static Map<String, Object> search(
            int market,
            String symbol,
            String from,
            String to,
            Map<String, Object> fast,
            Map<String, Object> slow) {
        return Map.of(
                "schema", "optimization/v1",
                "strategy", strategy(market, symbol),
                "range", Map.of("from", from, "to", to),
                "space", Map.of("fast.window", fast, "slow.window", slow),
                "constraints", List.of("fast.window < slow.window"),
                "objective", "sharpe");
    }

    private static Map<String, Object> strategy(int market, String symbol) {
        return Map.of(
                "schema", "strategy/v1",
                "instrument", Map.of("market_id", market, "symbol", symbol),
                "timeframe", Timeframe.M1.label(),
                "indicators",
                        Map.of(
                                "fast", Map.of("type", "sma", "window", 20),
                                "slow", Map.of("type", "sma", "window", 200)),
                "long",
                        Map.of(
                                "entry", Map.of("cross_above", List.of("fast", "slow")),
                                "exit", Map.of("cross_below", List.of("fast", "slow"))));
    }

    private static Map<String, Object> axis(int from, int to, int step) {
        return Map.of("from", from, "to", to, "step", step);
    }

    private static Instant end() {
        long minutes = YEAR.bars() + YEAR.holes().stream().mapToLong(hole -> hole.minutes()).sum();
        return FROM.plusMillis(minutes * Timeframe.M1.millis());
    }
}
