package io.candlegrid.platform.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.backtest.LookingAhead;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.RestClient.Answer;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.TestPlatform;
import io.candlegrid.platform.web.ApiProblem;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From files of funding rates, mark prices and candles to what a backtest pays. */
class FuturesBacktestIT {

    private static final RestClient REST = TestPlatform.rest();
    private static final long T0 = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    /** Twenty hours at 100, but 110 at 08:00 and 120 at 16:00; some minutes may be left out. */
    private static String candles(double scale, int absentFrom, int absentTo) {
        StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = 0; i < 20 * 60; i++) {
            if (i < absentFrom || i >= absentTo) {
                double price = (i == 480 ? 110 : i == 960 ? 120 : 100) * scale;
                text.append(T0 + i * 60_000L)
                        .append(",%s".formatted(price).repeat(4))
                        .append(",1\n");
            }
        }
        return text.toString();
    }

    private static String rates() {
        return "funding_time_ms,funding_rate\n%d,0.0005\n%d,0.0001\n%d,-0.0002\n"
                .formatted(T0, T0 + 480 * 60_000L + 4, T0 + 960 * 60_000L);
    }

    private static JsonNode upload(String symbol, String name, String text, String... fields) {
        String[] all = new String[fields.length + 4];
        all[0] = "market_id";
        all[1] = "2";
        all[2] = "symbol";
        all[3] = symbol;
        System.arraycopy(fields, 0, all, 4, fields.length);
        Answer started =
                REST.upload("/api/v1/imports", name, text.getBytes(StandardCharsets.UTF_8), all);
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String path = "/api/v1/imports/" + started.json().path("job").asString();
        assertThat(Samples.await(REST, path, "COMPLETED", "FAILED")).isEqualTo("COMPLETED");
        return REST.get(path).json().path("report").path("files").get(0);
    }

    private static String backtest(String symbol, boolean lots) {
        return """
        {"schema": "backtest/v1",
         "strategy": {"schema": "strategy/v1",
           "instrument": {"market_id": 2, "symbol": "%s"}, "timeframe": "1m",
           "long": {"entry": {"gt": ["close", 1]}, "exit": {"lt": ["close", 1]}},
           "execution": {"fee_pct": 0, "maker_fee_pct": 0, "respect_lot_size": %s}},
         "range": {"from": "2024-01-01T00:00:00Z", "to": "2024-01-01T20:00:00Z"},
         "initial_equity": 10050}
        """
                .formatted(symbol, lots);
    }

    private static JsonNode report(String symbol, boolean lots) {
        Answer answer = REST.post("/api/v1/backtests", backtest(symbol, lots));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Answer put(String path, String json) {
        return REST.send(
                REST.request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }

    @Test
    void paysTheFundingThatAHandCalculationPays() {
        String symbol = "FUNDHANDUSDT";
        upload(symbol, "c.csv", candles(1, 0, 0));
        JsonNode without = report(symbol, false);
        assertThat(without.path("metrics").path("funding_paid").doubleValue()).isZero();
        assertThat(without.path("funding_coverage").doubleValue()).isZero();

        JsonNode file = upload(symbol, "r.csv", rates());
        assertThat(file.path("kind").asString()).isEqualTo("funding");
        assertThat(file.path("imported").asInt()).isEqualTo(3);
        assertThat(upload(symbol, "r.csv", rates()).path("already_there").asInt()).isEqualTo(3);

        // 10,050 at 100 are 100.5 units from the close of the first bar on: the rate of 00:00 is
        // due before. 100.5 · 0.0001 · 110 − 100.5 · 0.0002 · 120 = −1.3065.
        JsonNode with = report(symbol, false);
        assertThat(with.path("metrics").path("funding_paid").doubleValue())
                .isCloseTo(-1.3065, within(1e-9));
        assertThat(with.path("metrics").path("total_return").doubleValue())
                .isCloseTo(1.3065 / 10_050, within(1e-12));
        assertThat(with.path("funding_coverage").doubleValue()).isEqualTo(1);
        assertThat(with.path("lineage").path("data_snapshot"))
                .isNotEqualTo(without.path("lineage").path("data_snapshot"));

        // On the mark price where it is stored: 105 % of the traded one.
        assertThat(
                        upload(symbol, "m.csv", candles(1.05, 0, 0), "kind", "mark")
                                .path("kind")
                                .asString())
                .isEqualTo("mark");
        JsonNode marked = report(symbol, false);
        assertThat(marked.path("metrics").path("funding_paid").doubleValue())
                .isCloseTo(-1.3065 * 1.05, within(1e-9));
        JsonNode stored =
                REST.get("/api/v1/coverage/futures")
                        .json()
                        .valueStream()
                        .filter(row -> row.path("symbol").asString().equals(symbol))
                        .findFirst()
                        .orElseThrow();
        assertThat(stored.path("funding").toString())
                .isEqualTo(
                        "{\"count\":3,\"first\":\"2024-01-01T00:00:00Z\","
                                + "\"last\":\"2024-01-01T16:00:00Z\"}");
        assertThat(stored.path("mark").path("count").asInt()).isEqualTo(1_200);
    }

    @Test
    void tradesWholeLotsOnceTheRulesAreKnown() {
        String symbol = "LOTSUSDT";
        upload(symbol, "c.csv", candles(1, 0, 0));
        Answer unknown = REST.post("/api/v1/backtests", backtest(symbol, true));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.codes()).containsExactly("rules_unknown");
        assertThat(unknown.body()).contains("candlegrid instrument 2 LOTSUSDT");

        String rules = "/api/v1/instruments/2/LOTSUSDT/rules";
        assertThat(put(rules, "{\"lot_size\": 1}").json().path("min_notional").isNull()).isTrue();
        assertThat(REST.post("/api/v1/backtests", backtest(symbol, true)).body())
                .contains("the min_notional of");
        Answer known = put(rules, "{\"min_notional\": 5, \"tick_size\": 0.10}");
        assertThat(known.json().path("lot_size").decimalValue()).isEqualByComparingTo("1");
        assertThat(report(symbol, true).path("open_position").path("quantity").doubleValue())
                .isEqualTo(100);
        assertThat(report(symbol, false).path("open_position").path("quantity").doubleValue())
                .isEqualTo(100.5);
        assertThat(put(rules, "{\"lot_size\": 0}").codes()).containsExactly("out_of_range");
        assertThat(put(rules, "{\"lot\": 1}").codes()).contains("unknown_field");
        assertThat(put(rules, "{}").codes()).containsExactly("missing");
        assertThat(put("/api/v1/instruments/9/LOTSUSDT/rules", "{}").status()).isEqualTo(422);
    }

    @Test
    void takesAPersonsWordForAHole() {
        String symbol = "HOLESUSDT";
        upload(symbol, "c.csv", candles(1, 100, 130));
        String hole =
                "{\"market_id\": 2, \"symbol\": \"HOLESUSDT\", \"from\": \"2024-01-01T01:40:00Z\","
                        + " \"to\": \"2024-01-01T02:10:00Z\", \"type\": \"%s\"}";
        JsonNode before = report(symbol, false).path("candles").path("gaps").get(0);
        assertThat(before.path("type").asString()).isEqualTo("UNKNOWN");
        assertThat(before.path("minutes").asInt()).isEqualTo(30);
        Answer told = put("/api/v1/holes", hole.formatted("NO_TRADES"));
        assertThat(told.json().toString())
                .isEqualTo(
                        "[{\"from\":\"2024-01-01T01:40:00Z\",\"to\":\"2024-01-01T02:10:00Z\","
                                + "\"minutes\":30,\"type\":\"NO_TRADES\"}]");
        assertThat(
                        report(symbol, false)
                                .path("candles")
                                .path("gaps")
                                .get(0)
                                .path("type")
                                .asString())
                .isEqualTo("NO_TRADES");
        assertThat(put("/api/v1/holes", hole.formatted("BORED")).codes())
                .containsExactly("unknown_value");
        assertThat(put("/api/v1/holes", hole.formatted("NO_TRADES").replace("T02", "T01")).status())
                .isEqualTo(422);
        String whole = hole.formatted("NO_TRADES").replace("\"symbol\": \"HOLESUSDT\", ", "");
        assertThat(put("/api/v1/holes", whole).codes()).containsExactly("not_allowed");
        String elsewhere = hole.formatted("NO_TRADES").replace("2024-", "2023-");
        assertThat(put("/api/v1/holes", elsewhere).codes()).containsExactly("no_hole");
    }

    @Test
    void doesNotRunAStrategyThatLooksAhead() {
        String symbol = "LEAKUSDT";
        upload(symbol, "c.csv", candles(1, 0, 0));
        String document =
                backtest(symbol, false)
                        .replace(
                                "\"long\":",
                                "\"indicators\": {\"mean\": {\"type\": \"sma\", \"window\": 20}}, \"long\":")
                        .replace("\"close\", 1]}, \"exit\"", "\"close\", \"mean\"]}, \"exit\"");
        assertThat(REST.post("/api/v1/backtests", document).status()).isEqualTo(200);
        BacktestRunner leaking =
                new BacktestRunner(
                        TestPlatform.bean(RangeReader.class),
                        new CausalityGate(LookingAhead::indicator),
                        TestPlatform.bean(BacktestInputs.class));
        ApiProblem problem =
                catchThrowableOfType(
                        ApiProblem.class,
                        () ->
                                leaking.load(
                                        ApiProblem.orThrow(
                                                BacktestDocument.read(Samples.object(document)))));
        assertThat(problem.status().value()).isEqualTo(422);
        assertThat(problem.document().errors()).hasSize(1);
        assertThat(problem.document().errors().getFirst().code()).isEqualTo("looks_ahead");
        assertThat(problem.document().errors().getFirst().path())
                .isEqualTo("strategy.indicators.mean");
    }
}
