package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BacktestReportTest {

    @Test
    void writesTheDocument() {
        ObjectNode report =
                report(
                        Script.bars(
                                "100 100 100 100 L", "-", "100 110 100 110 lS", "110 110 100 100"));

        assertThat(report.propertyNames())
                .containsExactly(
                        "schema",
                        "lineage",
                        "candles",
                        "metrics",
                        "trades",
                        "open_position",
                        "equity_daily",
                        "returns_monthly",
                        "warnings",
                        "compatibility",
                        "funding_coverage",
                        "distribution",
                        "policies",
                        "costs");
        assertThat(report.path("policies").isNull()).isTrue();
        assertThat(report.path("costs").isNull()).isTrue();
        assertThat(report.path("schema").asString()).isEqualTo("backtest-report/v1");
        assertThat(report.path("candles").toString())
                .isEqualTo(
                        """
                        {"count":3,"first":"2024-01-01T00:00:00Z","last":"2024-01-01T00:03:00Z",\
                        "gaps":[{"from":"2024-01-01T00:01:00Z","to":"2024-01-01T00:02:00Z",\
                        "minutes":1,"type":"UNKNOWN"}]}\
                        """);
        assertThat(report.path("trades").toString())
                .isEqualTo(
                        """
                        [{"side":"long","entry_ts_open":"2024-01-01T00:00:00Z","entry_price":100.0,\
                        "exit_ts_open":"2024-01-01T00:02:00Z","exit_price":110.0,"quantity":100.0,\
                        "pnl":1000.0,"return":0.1,"fees":0.0,"mae":0.0,"mfe":0.1,\
                        "entry_reason":"signal","exit_reason":"reversal"}]\
                        """);
        assertThat(report.path("open_position").path("side").asString()).isEqualTo("short");
        assertThat(report.path("open_position").path("unrealized_pnl").doubleValue())
                .isEqualTo(1000);
        assertThat(report.path("equity_daily").toString())
                .isEqualTo(
                        """
                        [{"ts":"2024-01-01T00:00:00Z","equity":12000.0,"low":10000.0,\
                        "drawdown":0.0}]\
                        """);
        assertThat(report.path("returns_monthly").toString())
                .contains("{\"month\":\"2024-01\",\"return\":0.19999999999999996}");
        assertThat(report.path("funding_coverage").doubleValue()).isZero();
        assertThat(warnings(report))
                .containsExactly(
                        "The candles have 1 gap, 1 minute in all; nothing fills inside a gap.",
                        "Funding is known for 0 % of the range; the rest counts as zero.",
                        "A position is open at the end: it counts in equity, not in closed"
                                + " trades.");
    }

    @Test
    void writesEveryMetricAndNullForUndefined() {
        JsonNode metrics = report(Script.bars("100 100 100 100").spot()).path("metrics");

        assertThat(metrics.propertyNames())
                .containsExactlyElementsOf(
                        List.of(Metric.values()).stream().map(Metric::label).toList());
        assertThat(metrics.path("sharpe").isNull()).isTrue();
        assertThat(metrics.path("cagr").isNull()).isTrue();
        assertThat(metrics.path("trades").toString()).isEqualTo("0");
        assertThat(metrics.path("long_pnl").toString()).isEqualTo("0.0");
        assertThat(metrics.toString()).doesNotContain("NaN", "-0.0");
    }

    @Test
    void saysWhenTheEquityIsLost() {
        ObjectNode report = report(Script.bars("100 100 100 100 L", "50 50 50 50").leverage(5));

        assertThat(warnings(report))
                .contains(
                        "1 liquidation took the whole margin.",
                        "The equity was lost entirely; trading ended.");
        assertThat(report.path("trades").get(0).path("exit_reason").asString())
                .isEqualTo("liquidation");
    }

    @Test
    void addsTheSectionsThatAreAskedFor() {
        Script script =
                Script.bars("100 100 100 100 L", "100 106 94 100").stops(5.0, 5.0, null, null);
        ObjectNode report = report(script);
        BacktestInput input =
                BacktestInput.of(script.series(), TimeRange.of(Script.at(0), Script.at(4)), 10_000);

        ReportSection.POLICIES.addTo(report, script.spec(), input, null);

        assertThat(report.path("policies").path("chosen").asString()).isEqualTo("pessimistic");
        assertThat(report.path("policies").path("metrics").path("pessimistic"))
                .isEqualTo(report.path("metrics"));
        assertThat(report.path("policies").path("ambiguous_bars").toString())
                .isEqualTo(
                        """
                        [{"ts_open":"2024-01-01T00:01:00Z","side":"long",\
                        "entry_ts_open":"2024-01-01T00:00:00Z","open":100.0,"high":106.0,\
                        "low":94.0,"close":100.0,"stop_loss":95.0,"take_profit":105.0,\
                        "trailing":null,"liquidation":0.5,"adverse":"stop_loss",\
                        "exits":{"pessimistic":"stop_loss","optimistic":"take_profit",\
                        "path":"stop_loss"}}]\
                        """);
        assertThat(report.path("costs").isNull()).as("not asked for").isTrue();
    }

    private static List<String> warnings(ObjectNode report) {
        return report.path("warnings").valueStream().map(JsonNode::asString).toList();
    }

    private static ObjectNode report(Script script) {
        CandleSeries series = script.series();
        StrategySpec spec = script.spec();
        BacktestInput input =
                BacktestInput.of(series, TimeRange.of(Script.at(0), Script.at(4)), 10_000);
        Lineage lineage =
                new Lineage(ContentHash.of("spec"), SnapshotHash.of(series), EngineVersion.CURRENT);
        return BacktestReport.of(spec, input, ReferenceEngine.run(spec, input), lineage);
    }
}
