package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the document {@code backtest-report/v1}. */
public final class BacktestReport {

    private static final String SCHEMA = "backtest-report/v1";

    private BacktestReport() {}

    /**
     * The report of a result; undefined numbers are null and −0 is 0. The sections that take
     * further runs are null until {@link ReportSection#addTo} adds them.
     */
    public static ObjectNode of(
            StrategySpec spec, BacktestInput input, BacktestResult result, Lineage lineage) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("schema", SCHEMA);
        TradeDocument.write(report.putObject("lineage"), lineage);
        candles(report.putObject("candles"), input);
        report.set("metrics", MetricsDocument.of(result.metrics()));
        ArrayNode trades = report.putArray("trades");
        result.trades().forEach(trade -> TradeDocument.write(trades.addObject(), trade));
        OpenPosition open = result.openPosition();
        if (open == null) {
            report.putNull("open_position");
        } else {
            TradeDocument.write(report.putObject("open_position"), open);
        }
        ArrayNode days = report.putArray("equity_daily");
        result.dailyEquity().forEach(day -> day(days.addObject(), day));
        months(report.putArray("returns_monthly"), input.initialEquity(), result.dailyEquity());
        ArrayNode warnings = report.putArray("warnings");
        BacktestWarnings.of(spec, input, result).forEach(warnings::add);
        ObjectNode compatibility = report.putObject("compatibility");
        for (Compatibility.Column column : Compatibility.Column.values()) {
            number(compatibility, column.label(), result.compatibility().get(column));
        }
        if (spec.instrument().market().type() == MarketType.FUTURES) {
            number(
                    report,
                    "funding_coverage",
                    FundingSchedule.coverage(input.funding(), input.range()));
        } else {
            report.putNull("funding_coverage");
        }
        report.set("distribution", DistributionDocument.of(TradeDistribution.of(result.trades())));
        report.putNull("policies");
        report.putNull("costs");
        return report;
    }

    private static void candles(ObjectNode node, BacktestInput input) {
        CandleSeries series = input.series();
        long first = series.tsOpenMillis()[input.firstBar()];
        long last = series.tsOpenMillis()[input.endBar() - 1];
        node.put("count", input.endBar() - input.firstBar())
                .put("first", time(first))
                .put("last", time(last));
        ArrayNode gaps = node.putArray("gaps");
        for (Hole hole : Holes.within(series.holes(), first, last)) {
            gaps.addObject()
                    .put("from", time(hole.fromMillis()))
                    .put("to", time(hole.toMillis()))
                    .put("minutes", hole.minutes())
                    .put("type", hole.type().name());
        }
    }

    static void day(ObjectNode node, DailyEquity day) {
        node.put("ts", time(day.dayMillis()));
        number(node, "equity", day.equity());
        number(node, "low", day.low());
        number(node, "drawdown", day.drawdown());
    }

    private static void months(ArrayNode months, double initial, List<DailyEquity> days) {
        double before = initial;
        for (int d = 0; d < days.size(); d++) {
            YearMonth month = month(days.get(d));
            boolean isLastOfMonth = d + 1 == days.size() || !month(days.get(d + 1)).equals(month);
            if (isLastOfMonth) {
                double equity = days.get(d).equity();
                ObjectNode row = months.addObject().put("month", month.toString());
                number(row, "return", before == 0 ? 0 : equity / before - 1);
                before = equity;
            }
        }
    }

    private static YearMonth month(DailyEquity day) {
        return YearMonth.from(Instant.ofEpochMilli(day.dayMillis()).atOffset(ZoneOffset.UTC));
    }

    private static void number(ObjectNode node, String name, double value) {
        TradeDocument.number(node, name, value);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
