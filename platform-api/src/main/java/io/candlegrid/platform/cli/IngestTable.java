package io.candlegrid.platform.cli;

import java.io.PrintStream;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The state of live ingest as a table. */
final class IngestTable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(250);

    private IngestTable() {}

    /**
     * Waits until every market with subscriptions is live, a bounded time, and prints how they are.
     */
    static void printWhenLive(ApiClient api, PrintStream out) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode markets = api.get("/api/v1/ingest");
        while (!areLive(markets) && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
            markets = api.get("/api/v1/ingest");
        }
        print(markets, out);
    }

    private static boolean areLive(JsonNode markets) {
        for (JsonNode market : markets) {
            String state = market.path("state").asString();
            boolean settled = state.equals("live") && !market.path("last_candle").isNull();
            if (!settled && !state.equals("off")) {
                return false;
            }
        }
        return true;
    }

    private static void print(JsonNode markets, PrintStream out) {
        Table table = new Table("market", "state", "symbols", "candles", "last candle", "lag ms");
        for (JsonNode market : markets) {
            long candles = market.path("candles").asLong() + market.path("backfilled").asLong();
            table.row(
                    market.path("exchange").asString() + " " + market.path("type").asString(),
                    market.path("state").asString(),
                    Table.number(market.path("subscribed")),
                    "%,d".formatted(candles),
                    Table.number(market.path("last_candle")),
                    Table.number(market.path("lag").path("stored").path("p50")));
        }
        table.print(out);
    }
}
