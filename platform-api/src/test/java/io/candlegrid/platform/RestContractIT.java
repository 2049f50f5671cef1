package io.candlegrid.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.RestClient.Answer;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.TestPlatform;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the REST interface answers when everything is right. */
class RestContractIT {

    private static final String SYMBOL = "SYNTHREST";
    private static final RestClient REST = TestPlatform.rest();

    @BeforeAll
    static void importCandles() {
        Samples.importMonth(REST, SYMBOL);
    }

    @Test
    void saysThatItIsAliveAndThatEveryPartAnswers() {
        assertThat(REST.get("/health").json().path("status").asString()).isEqualTo("alive");
        Answer ready = REST.get("/ready");
        assertThat(ready.status()).as(ready.body()).isEqualTo(200);
        assertThat(
                        ready.json()
                                .path("checks")
                                .valueStream()
                                .map(check -> check.path("name").asString()))
                .containsExactly("clickhouse", "grid", "ingest", "postgresql", "redis");
    }

    @Test
    void givesMetricsWithTheHeartbeatOfEveryRole() {
        assertThat(REST.get("/metrics").body())
                .contains("candlegrid_heartbeat_timestamp_seconds{role=\"api\"}")
                .contains("candlegrid_heartbeat_timestamp_seconds{role=\"worker\"}");
    }

    @Test
    void tellsVersionRolesMembersAndServers() {
        JsonNode status = REST.get("/api/v1/status").json();
        assertThat(status.path("version").asString()).isNotEmpty();
        assertThat(texts(status.path("roles"))).containsExactly("api", "worker", "scheduler");
        assertThat(status.path("members").size()).isGreaterThanOrEqualTo(1);
        assertThat(status.path("servers").path("postgres").asString()).startsWith("18");
    }

    @Test
    void listsTheFourMarketsWithTheirFees() {
        JsonNode markets = REST.get("/api/v1/markets").json();
        assertThat(markets.size()).isEqualTo(4);
        assertThat(markets.get(1).toString())
                .isEqualTo(
                        "{\"market_id\":2,\"exchange\":\"binance\",\"type\":\"futures\","
                                + "\"taker_fee_pct\":0.05,\"maker_fee_pct\":0.02,"
                                + "\"maintenance_margin_pct\":0.5}");
    }

    @Test
    void listsInstrumentsOfAMarket() {
        JsonNode instruments = REST.get("/api/v1/instruments?market_id=1").json();
        assertThat(instruments.valueStream().map(i -> i.path("symbol").asString()))
                .contains(SYMBOL);
        assertThat(REST.get("/api/v1/instruments?market_id=3").json().size()).isZero();
    }

    @Test
    void saysWhatIsStoredWithTypedHoles() {
        JsonNode stored =
                REST.get("/api/v1/coverage")
                        .json()
                        .valueStream()
                        .filter(row -> row.path("symbol").asString().equals(SYMBOL))
                        .findFirst()
                        .orElseThrow();
        assertThat(stored.path("candles").asLong()).isEqualTo(31 * 1440 - 123);
        assertThat(stored.path("first").asString()).isEqualTo(Samples.FROM);
        assertThat(stored.path("last").asString()).isEqualTo("2025-03-31T23:59:00Z");
        assertThat(stored.path("synthetic").asBoolean()).isTrue();
        assertThat(stored.path("holes").valueStream().map(hole -> hole.path("type").asString()))
                .containsExactly("VENUE_HALT", "NO_TRADES");
        assertThat(stored.path("months").get(0).path("month").asString()).isEqualTo("2025-03");
    }

    @Test
    void listsTheGapsOfAMadeUpMarketButHasNobodyToAskAboutThem() {
        JsonNode gaps = REST.get("/api/v1/gaps?symbol=" + SYMBOL).json();
        assertThat(gaps.path("total").asInt()).isEqualTo(2);
        JsonNode gap = gaps.path("gaps").get(0);
        assertThat(gap.path("state").asString()).isEqualTo("EXPLAINED");
        Answer asked = REST.post("/api/v1/gaps/" + gap.path("id").asLong() + "/repair");
        assertThat(asked.status()).as(asked.body()).isEqualTo(409);
        assertThat(asked.body()).contains("is made up");
    }

    @Test
    void givesCandlesColumnByColumnAndSaysWhenTheLimitCutThem() {
        String path = "/api/v1/candles?market_id=1&symbol=" + SYMBOL + "&timeframe=1m&limit=100";
        JsonNode candles = REST.get(path).json();
        assertThat(candles.path("ts").size()).isEqualTo(100);
        assertThat(candles.path("close").size()).isEqualTo(100);
        assertThat(candles.path("truncated").asBoolean()).isTrue();
        assertThat(candles.path("ts").get(1).asLong() - candles.path("ts").get(0).asLong())
                .isEqualTo(60_000);
    }

    @Test
    void derivesHoursFromFullBucketsOnly() {
        String path = "/api/v1/candles?market_id=1&symbol=" + SYMBOL + "&timeframe=1h";
        JsonNode hours = REST.get(path).json();
        // The halt of two hours and the three quiet minutes each spoil the hours they touch.
        assertThat(hours.path("ts").size()).isBetween(31 * 24 - 5, 31 * 24 - 3);
        assertThat(hours.path("truncated").asBoolean()).isFalse();
        JsonNode minutes =
                REST.get("/api/v1/candles?market_id=1&symbol=" + SYMBOL + "&timeframe=1m&limit=60")
                        .json();
        double high =
                minutes.path("high").valueStream().mapToDouble(JsonNode::asDouble).max().orElse(0);
        assertThat(hours.path("high").get(0).asDouble()).isEqualTo(high);
        assertThat(hours.path("open").get(0)).isEqualTo(minutes.path("open").get(0));
        assertThat(hours.path("close").get(0)).isEqualTo(minutes.path("close").get(59));
    }

    @Test
    void computesAnIndicatorThatIsNullUntilItIsDefined() {
        JsonNode values =
                REST.post(
                                "/api/v1/indicators/compute",
                                """
                                {"market_id": 1, "symbol": "%s", "timeframe": "1m",
                                 "indicator": {"type": "sma", "window": 3},
                                 "from": "%s", "to": "%s"}
                                """
                                        .formatted(
                                                SYMBOL,
                                                Samples.FROM,
                                                Samples.plusMinutes(Samples.FROM, 10)))
                        .json();
        JsonNode sma = values.path("outputs").path("value");
        assertThat(values.path("ts").size()).isEqualTo(10);
        assertThat(sma.get(1).isNull()).isTrue();
        JsonNode close =
                REST.get("/api/v1/candles?market_id=1&symbol=" + SYMBOL + "&timeframe=1m&limit=3")
                        .json()
                        .path("close");
        double mean =
                (close.get(0).asDouble() + close.get(1).asDouble() + close.get(2).asDouble()) / 3;
        assertThat(sma.get(2).asDouble()).isCloseTo(mean, within(1e-9));
    }

    @Test
    void listsTheIndicatorsWithTheirParameters() {
        JsonNode indicators = REST.get("/api/v1/indicators").json();
        assertThat(indicators.valueStream().map(i -> i.path("id").asString()))
                .startsWith("sma", "ema", "rsi", "atr", "bbands", "macd")
                .hasSize(18);
        assertThat(indicators.get(0).path("params").get(0).path("default").asInt()).isEqualTo(20);
    }

    @Test
    void computesEveryListedIndicatorWithItsDefaults() {
        for (JsonNode indicator : REST.get("/api/v1/indicators").json()) {
            String type = indicator.path("id").asString();
            Answer answer =
                    REST.post(
                            "/api/v1/indicators/compute",
                            """
                            {"market_id": 1, "symbol": "%s", "timeframe": "1m",
                             "indicator": {"type": "%s"}, "from": "%s", "to": "%s"}
                            """
                                    .formatted(
                                            SYMBOL,
                                            type,
                                            Samples.FROM,
                                            Samples.plusMinutes(Samples.FROM, 60)));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonNode outputs = answer.json().path("outputs");
            assertThat(outputs.propertyNames())
                    .as(type)
                    .containsExactlyElementsOf(
                            indicator
                                    .path("outputs")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList());
            for (JsonNode values : outputs) {
                assertThat(values.size()).as(type).isEqualTo(60);
                assertThat(values.get(59).isNumber()).as(type).isTrue();
            }
        }
    }

    @Test
    void runsABacktestAndGivesTheSameBytesAgain() {
        String document = Samples.backtest(SYMBOL).toString();
        Answer report = REST.post("/api/v1/backtests", document);
        assertThat(report.status()).as(report.body()).isEqualTo(200);
        assertThat(report.json().path("schema").asString()).isEqualTo("backtest-report/v1");
        assertThat(report.json().path("trades").size()).isPositive();
        assertThat(report.json().path("metrics").path("trades").asInt())
                .isEqualTo(report.json().path("trades").size());
        assertThat(REST.post("/api/v1/backtests", document).body()).isEqualTo(report.body());
    }

    @Test
    void estimatesWithoutKeepingAnything() {
        ObjectNode document = Samples.optimization(SYMBOL);
        document.put("initial_equity", 4321);
        Answer estimate = REST.post("/api/v1/jobs/optimizations?dry_run=true", document.toString());
        assertThat(estimate.json().path("combinations").asLong()).isEqualTo(200);
        assertThat(estimate.json().has("job")).isFalse();
        assertThat(REST.get("/api/v1/jobs?limit=500").body()).doesNotContain("4321");
    }

    @Test
    void walksAnOptimizationFromItsSubmissionToTheReportOfItsBestRow() {
        String document = Samples.optimization(SYMBOL).toString();
        JsonNode submitted = REST.post("/api/v1/jobs/optimizations", document).json();
        String job = "/api/v1/jobs/" + submitted.path("job").asString();
        assertThat(Samples.await(REST, job, "COMPLETED", "FAILED")).isEqualTo("COMPLETED");

        JsonNode again = REST.post("/api/v1/jobs/optimizations", document).json();
        assertThat(again.path("job")).isEqualTo(submitted.path("job"));
        assertThat(again.path("state").asString()).isEqualTo("COMPLETED");

        JsonNode progress = REST.get(job + "/progress").json();
        assertThat(progress.path("done").asLong()).isEqualTo(200);
        assertThat(
                        progress.path("partitions")
                                .valueStream()
                                .map(partition -> partition.path("state").asString()))
                .containsOnly("DONE");

        JsonNode result = REST.get(job + "/top").json();
        assertThat(result.path("schema").asString()).isEqualTo("optimization-result/v1");
        assertThat(result.path("top").size()).isEqualTo(50);
        JsonNode best = result.path("top").get(0);
        JsonNode report =
                REST.get(job + "/trials/" + best.path("index").asLong() + "/report").json();
        assertThat(report.path("metrics")).isEqualTo(best.path("metrics"));
        assertThat(report.path("lineage").path("data_snapshot"))
                .isEqualTo(result.path("lineage").path("data_snapshot"));

        JsonNode trial = REST.get(job + "/trials/" + best.path("index").asLong()).json();
        JsonNode repeated =
                REST.post("/api/v1/backtests", trial.path("backtest").toString()).json();
        assertThat(repeated).isEqualTo(report);
    }

    @Test
    void sortsPagesAndCollapsesTheTop() {
        String job = completedJob();
        List<Double> drawdowns =
                REST.get(job + "/top?sort=max_drawdown&limit=5")
                        .json()
                        .path("top")
                        .valueStream()
                        .map(row -> row.path("metrics").path("max_drawdown").asDouble())
                        .toList();
        assertThat(drawdowns).hasSize(5).isSorted();
        List<Integer> windows =
                REST.get(job + "/top?sort=fast.window&order=desc")
                        .json()
                        .path("top")
                        .valueStream()
                        .map(row -> row.path("parameters").path("fast.window").asInt())
                        .toList();
        assertThat(windows).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(
                        REST.get(job + "/top?limit=3&offset=2")
                                .json()
                                .path("top")
                                .valueStream()
                                .map(row -> row.path("rank").asInt()))
                .containsExactly(3, 4, 5);
        assertThat(REST.get(job + "/top?collapse=true").json().path("top").valueStream())
                .allMatch(row -> row.path("same_trades_as").isNull());
    }

    @Test
    void givesTheTopAsCsv() {
        Answer csv = REST.get(completedJob() + "/top.csv");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=utf-8");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(51);
        assertThat(lines.get(0)).startsWith("rank,index,fast.window,slow.window,total_return");
        assertThat(lines.get(1)).startsWith("1,");
    }

    @Test
    void drawsAHeatMapOfEveryCombination() {
        JsonNode map =
                REST.get(completedJob() + "/heatmap?x=fast.window&y=slow.window&metric=trades")
                        .json();
        assertThat(map.path("x").path("values").size()).isEqualTo(20);
        assertThat(map.path("y").path("values").size()).isEqualTo(10);
        assertThat(map.path("cells").size()).isEqualTo(200);
        assertThat(map.path("cells").get(0).size()).isEqualTo(3);
    }

    @Test
    void endsTheEventsOfACompletedJobAtOnce() {
        Answer events = REST.get(completedJob() + "/events");
        assertThat(events.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(events.body()).contains("event:end").contains("\"state\":\"COMPLETED\"");
    }

    @Test
    void refusesToStopOrRestartWhatIsCompleted() {
        String job = completedJob();
        assertThat(REST.post(job + "/stop").status()).isEqualTo(409);
        Answer restart = REST.post(job + "/restart");
        assertThat(restart.status()).isEqualTo(409);
        assertThat(restart.json().path("type").asString()).isEqualTo("conflict");
    }

    @Test
    void describesAJobWithItsDocumentAndLineage() {
        JsonNode detail = REST.get(completedJob()).json();
        assertThat(detail.path("spec").path("schema").asString()).isEqualTo("optimization/v1");
        assertThat(detail.path("lineage").path("spec_hash").asString()).hasSize(64);
        assertThat(detail.path("counts").path("evaluated").asLong()).isEqualTo(200);
        assertThat(detail.path("estimate").path("seconds").asDouble()).isPositive();
    }

    @Test
    void addsSectionsThatTakeFurtherRunsOnRequest() {
        String document = Samples.backtest(SYMBOL).toString();
        JsonNode plain = REST.post("/api/v1/backtests", document).json();
        assertThat(plain.path("policies").isNull()).isTrue();
        assertThat(plain.path("costs").isNull()).isTrue();
        assertThat(plain.path("distribution").path("by_hour").size()).isEqualTo(24);

        ObjectNode full =
                (ObjectNode)
                        REST.post("/api/v1/backtests?sections=policies,costs", document).json();
        assertThat(full.path("policies").path("metrics").path("pessimistic"))
                .isEqualTo(plain.path("metrics"));
        assertThat(full.path("costs").path("rows").get(0).path("metrics"))
                .isEqualTo(plain.path("metrics"));
        assertThat(
                        full.path("costs")
                                .path("rows")
                                .get(1)
                                .path("metrics")
                                .path("fees_paid")
                                .asDouble())
                .isZero();
        assertThat(full.path("costs").path("break_even").path("verdict").asString())
                .isIn("found", "loses_without_fees");
        full.putNull("policies");
        full.putNull("costs");
        assertThat(full).isEqualTo(plain);

        Answer wrong = REST.post("/api/v1/backtests?sections=policy", document);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.paths()).containsExactly("sections");
    }

    @Test
    void inspectsTheBarOfATrade() {
        String document = Samples.backtest(SYMBOL).toString();
        JsonNode trade = REST.post("/api/v1/backtests", document).json().path("trades").get(2);
        JsonNode byTrade =
                REST.post("/api/v1/backtests/inspection?trade=2&around=3", document).json();
        assertThat(byTrade.path("at")).isEqualTo(trade.path("entry_ts_open"));
        assertThat(byTrade.path("bars").size()).isEqualTo(7);
        JsonNode bar = byTrade.path("bars").get(byTrade.path("focus").asInt());
        assertThat(bar.path("ts_open")).isEqualTo(trade.path("entry_ts_open"));
        assertThat(bar.path("events").get(0).path("type").asString()).isEqualTo("entered");
        assertThat(bar.path("events").get(0).path("value")).isEqualTo(trade.path("entry_price"));
        assertThat(bar.path("rules").get(0).path("rule").path("holds").asBoolean()).isTrue();
        assertThat(texts(bar.path("explanation")).getFirst())
                .startsWith("At the close: bought ")
                .contains("as fast ");

        String at = trade.path("entry_ts_open").asString();
        JsonNode byTime =
                REST.post("/api/v1/backtests/inspection?around=3&at=" + at, document).json();
        assertThat(byTime).isEqualTo(byTrade);

        JsonNode outside =
                REST.post("/api/v1/backtests/inspection?at=2001-01-01T00:00:00Z", document).json();
        assertThat(outside.path("focus").isNull()).isTrue();
        assertThat(outside.path("note").asString()).contains("outside of the candles of this run");
    }

    @Test
    void refusesToInspectWhatIsNotThere() {
        String document = Samples.backtest(SYMBOL).toString();
        for (String query :
                List.of(
                        "",
                        "?trade=0&at=2025-03-01T00:00:00Z",
                        "?trade=1000000",
                        "?trade=-1",
                        "?trade=0&around=201")) {
            Answer answer = REST.post("/api/v1/backtests/inspection" + query, document);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.paths()).as(query).hasSize(1);
        }
        assertThat(REST.post("/api/v1/backtests/inspection?at=noon", document).status())
                .isEqualTo(400);
    }

    @Test
    void checksABacktestWithoutRunningIt() {
        ObjectNode document = Samples.backtest(SYMBOL);
        JsonNode checked = REST.post("/api/v1/backtests/check", document.toString()).json();
        assertThat(checked.path("bars").asLong()).isEqualTo(31 * 24 * 60);
        assertThat(checked.path("from").asString()).isEqualTo(Samples.FROM);
        document.withObject("/strategy/execution").put("fee_pct", -1);
        Answer wrong = REST.post("/api/v1/backtests/check", document.toString());
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.paths()).containsExactly("strategy.execution.fee_pct");
    }

    @Test
    void comparesTwoCombinationsAndACombinationWithABacktest() {
        String job = completedJob();
        String id = job.substring(job.lastIndexOf('/') + 1);
        String left = "{\"job\": \"%s\", \"index\": 0}".formatted(id);
        JsonNode two = compare(left, "{\"job\": \"%s\", \"index\": 1}".formatted(id)).json();
        assertThat(two.path("schema").asString()).isEqualTo("comparison-report/v1");
        assertThat(two.path("spec_differences").get(0).path("path").asString())
                .isEqualTo("strategy.indicators.slow.window");
        assertThat(two.path("warnings").isEmpty()).isTrue();
        JsonNode report = REST.get(job + "/trials/0/report").json();
        int pairs =
                two.path("trades").path("same").asInt()
                        + two.path("trades").path("differing").size()
                        + two.path("trades").path("only_left").size();
        assertThat(pairs).isEqualTo(report.path("trades").size());
        assertThat(two.path("left").path("equity_daily")).isEqualTo(report.path("equity_daily"));

        JsonNode backtest = REST.get(job + "/trials/0").json().path("backtest");
        JsonNode same = compare(left, "{\"backtest\": %s}".formatted(backtest)).json();
        assertThat(texts(same.path("warnings"))).containsExactly("Both sides are the same result.");
        assertThat(same.path("trades").path("same").asInt())
                .isEqualTo(report.path("trades").size());
    }

    @Test
    void tellsWhatIsWrongWithAComparisonAtItsField() {
        ObjectNode wrong = Samples.backtest(SYMBOL);
        wrong.put("initial_equity", -1);
        Answer answer = compare("{\"job\": \"x\"}", "{\"backtest\": %s}".formatted(wrong));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths())
                .containsExactly("left.index", "left.job", "right.backtest.initial_equity");
        String nobody = "{\"job\": \"00000000-0000-0000-0000-000000000000\", \"index\": 0}";
        assertThat(compare(nobody, nobody).status()).isEqualTo(404);
    }

    private static Answer compare(String left, String right) {
        return REST.post(
                "/api/v1/comparisons",
                """
                {"schema": "comparison/v1", "left": %s, "right": %s}
                """
                        .formatted(left, right));
    }

    private static String completedJob() {
        JsonNode submitted =
                REST.post("/api/v1/jobs/optimizations", Samples.optimization(SYMBOL).toString())
                        .json();
        String job = "/api/v1/jobs/" + submitted.path("job").asString();
        assertThat(Samples.await(REST, job, "COMPLETED", "FAILED")).isEqualTo("COMPLETED");
        return job;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
