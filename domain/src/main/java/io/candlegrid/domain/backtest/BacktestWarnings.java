package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of a result should know before trusting it, in sentences. */
final class BacktestWarnings {

    private final List<String> warnings = new ArrayList<>();

    private BacktestWarnings() {}

    static List<String> of(StrategySpec spec, BacktestInput input, BacktestResult result) {
        BacktestWarnings list = new BacktestWarnings();
        list.data(spec, input);
        list.trading(result);
        return list.warnings;
    }

    private void data(StrategySpec spec, BacktestInput input) {
        long first = input.series().tsOpenMillis()[input.firstBar()];
        long last = input.series().tsOpenMillis()[input.endBar() - 1];
        List<Hole> holes = Holes.within(input.series().holes(), first, last);
        if (!holes.isEmpty()) {
            long minutes = holes.stream().mapToLong(Hole::minutes).sum();
            warnings.add(
                    "The candles have "
                            + count(holes.size(), "gap")
                            + ", "
                            + count(minutes, "minute")
                            + " in all; nothing fills inside a gap.");
        }
        long end = input.series().tsCloseMillis(input.endBar() - 1);
        if (input.range().to().toEpochMilli() - end >= TradingDays.DAY_MILLIS) {
            warnings.add(
                    "The candles end at "
                            + Instant.ofEpochMilli(end)
                            + ", before the range does; the equity is carried over.");
        }
        if (spec.instrument().market().type() == MarketType.FUTURES) {
            double coverage = FundingSchedule.coverage(input.funding(), input.range());
            if (coverage < 1) {
                warnings.add(
                        String.format(
                                Locale.ROOT,
                                "Funding is known for %.0f %% of the range; the rest counts as zero.",
                                Math.floor(coverage * 100)));
            }
        }
    }

    private void trading(BacktestResult result) {
        Metrics metrics = result.metrics();
        if (metrics.get(Metric.TRADES) == 0) {
            warnings.add("No trade was closed.");
        }
        add(
                metrics,
                Metric.SKIPPED_ENTRIES,
                "entry",
                "entries",
                "could not be sized and did not happen");
        add(
                metrics,
                Metric.AMBIGUOUS_BARS,
                "bar",
                "bars",
                "touched both a stop and the take-profit; the intrabar policy decided");
        add(
                metrics,
                Metric.UNTESTED_MINUTES,
                "stored minute",
                "stored minutes",
                "lay outside full bars while a position was held and tested no stop");
        add(metrics, Metric.LIQUIDATIONS, "liquidation", "liquidations", "took the whole margin");
        if (result.dailyEquity().getLast().equity() == 0) {
            warnings.add("The equity was lost entirely; trading ended.");
        }
        if (result.openPosition() != null) {
            warnings.add(
                    "A position is open at the end: it counts in equity, not in closed trades.");
        }
    }

    private void add(Metrics metrics, Metric metric, String one, String many, String what) {
        long count = (long) metrics.get(metric);
        if (count > 0) {
            warnings.add(count + " " + (count == 1 ? one : many) + " " + what + ".");
        }
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
