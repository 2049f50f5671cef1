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

    /** The report of a result; undefined numbers are null and −0 is 0. */
    public static ObjectNode of(
            StrategySpec spec, BacktestInput input, BacktestResult result, Lineage lineage) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("schema", SCHEMA);
        report.putObject("lineage")
                .put("spec_hash", lineage.specHash().hex())
                .put("data_snapshot", lineage.dataSnapshot().hex())
                .put("engine_version", lineage.engineVersion());
        candles(report.putObject("candles"), input);
        report.set("metrics", MetricsDocument.of(result.metrics()));
        ArrayNode trades = report.putArray("trades");
        result.trades().forEach(trade -> trade(trades.addObject(), trade));
        OpenPosition open = result.openPosition();
        if (open == null) {
            report.putNull("open_position");
        } else {
            openPosition(report.putObject("open_position"), open);
        }
        ArrayNode days = report.putArray("equity_daily");
        result.dailyEquity().forEach(day -> day(days.addObject(), day));
        months(report.putArray("returns_monthly"), input.initialEquity(), result.dailyEquity());
        ArrayNode warnings = report.putArray("warnings");
        BacktestWarnings.of(spec, input, result).forEach(warnings::add);
        compatibility(report.putObject("compatibility"), result.compatibility());
        if (spec.instrument().market().type() == MarketType.FUTURES) {
            number(
                    report,
                    "funding_coverage",
                    FundingSchedule.coverage(input.funding(), input.range()));
        }
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

    private static void trade(ObjectNode node, Trade trade) {
        node.put("side", trade.side().label())
                .put("entry_ts_open", time(trade.entryTsOpenMillis()));
        number(node, "entry_price", trade.entryPrice());
        node.put("exit_ts_open", time(trade.exitTsOpenMillis()));
        number(node, "exit_price", trade.exitPrice());
        number(node, "quantity", trade.quantity());
        number(node, "pnl", trade.pnl());
        number(node, "return", trade.returnFraction());
        number(node, "fees", trade.fees());
        number(node, "mae", trade.mae());
        number(node, "mfe", trade.mfe());
        node.put(
                        "entry_reason",
                        (trade.reversal() ? ExitReason.REVERSAL : ExitReason.SIGNAL).label())
                .put("exit_reason", trade.exitReason().label());
    }

    private static void openPosition(ObjectNode node, OpenPosition open) {
        node.put("side", open.side().label()).put("entry_ts_open", time(open.entryTsOpenMillis()));
        number(node, "entry_price", open.entryPrice());
        number(node, "mark_price", open.markPrice());
        number(node, "quantity", open.quantity());
        number(node, "unrealized_pnl", open.unrealizedPnl());
        number(node, "fees", open.fees());
        number(node, "mae", open.mae());
        number(node, "mfe", open.mfe());
    }

    private static void day(ObjectNode node, DailyEquity day) {
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

    private static void compatibility(ObjectNode node, Compatibility compatibility) {
        number(node, "sharpe_vectorbt", compatibility.sharpeVectorbt());
        number(node, "sortino_vectorbt", compatibility.sortinoVectorbt());
        number(node, "sharpe_backtesting_py", compatibility.sharpeBacktestingPy());
    }

    private static YearMonth month(DailyEquity day) {
        return YearMonth.from(Instant.ofEpochMilli(day.dayMillis()).atOffset(ZoneOffset.UTC));
    }

    private static void number(ObjectNode node, String name, double value) {
        MetricsDocument.put(node, name, value, false);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
