package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many pairs met each of the things that pairs are to meet, by group. What is to be met is
 * written here and in the registries; meeting anything else is an error. Not thread-safe.
 */
final class Coverage {

    private static final String GROUPS =
            """
            market: spot, futures
            bars: 1, 2 to 63, 64, 65 to 128, more
            range: warm-up, from before the first bar, from the first bar, to after the last bar, to the last bar, to within
            holes: none, some, over a midnight, over a day
            side: long, short, both
            exit rule: none, some
            rule: all, any, not, gt, lt, gte, lte, cross above, cross below
            nesting: 1, 2, 3, 4
            operands of comparisons: output × output, output × price, price × price, output × constant, price × constant, constant × constant, operand × itself
            operands of crosses: output × output, output × price, price × price, output × constant, price × constant, constant × constant, operand × itself
            constants: literal, named
            values: always defined, undefined at first, never defined
            stops: none, sl, tp, tr, mb, sl tp, sl tr, sl mb, tp tr, tp mb, tr mb, sl tp tr, sl tp mb, sl tr mb, tp tr mb, sl tp tr mb
            fill and policy: close pessimistic, close optimistic, close path, next_open pessimistic, next_open optimistic, next_open path
            sizing: all in, percent_equity, fixed_quote, risk_percent
            costs: no fee, fee, maker fee, no slippage, slippage
            leverage: 1, whole, fractional
            lots: fractional, respected without a step, respected with a step
            funding: none, some, in a hole
            marks: none, all, some
            exits: long signal, long stop_loss, long take_profit, long trailing, long max_bars, long liquidation, long reversal, short signal, short stop_loss, short take_profit, short trailing, short max_bars, short liquidation, short reversal
            exits at the open: stop_loss, trailing, take_profit, liquidation
            exits in the bar of the entry: stop_loss, take_profit, trailing, liquidation
            ambiguous bars: pessimistic, optimistic, path, path took the profit, path took the stop
            liquidations: on trade prices, on marks alone, at a close with nothing left
            across a hole: pending entry, pending exit, position held
            after a stop: same side at that close, other side at that close
            entries: skipped for lots, skipped with nothing left, in the first bar, in the last bar
            money: equity lost, trade of pnl 0, funding paid, funding received
            trades: none, 1, 2 to 9, 10 to 99, more
            at the end: flat, long, short, exit in the last bar
            days: 1, 2, 3 or more
            combinations of the search: 1, 2, 4
            pruned in the search: not asked, kept, max_drawdown, loss_window, max_trades, min_trades
            shape: long on spot with close fills and no stops, all in with close fills and no stops, other
            """;

    private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    private long pairs;

    Coverage() {
        GROUPS.lines()
                .forEach(line -> {
                    String[] parts = line.split(": ", 2);
                    declare(parts[0], Arrays.stream(parts[1].split(", ")));
                });
        declare("regime", labels(Regime.values()));
        declare("timeframe", Arrays.stream(Timeframe.values()).map(Timeframe::label));
        declare("price in rules", labels(PriceSource.values()));
        declare("source of indicators", labels(PriceSource.values()));
        declare("output in rules", outputs());
        declare("output in rules of runs with trades", outputs());
        declare("metric not 0", labels(Metric.values()));
        declare(
                "metric null",
                labels(
                        Metric.CAGR,
                        Metric.SHARPE,
                        Metric.SORTINO,
                        Metric.CALMAR,
                        Metric.WIN_RATE,
                        Metric.PROFIT_FACTOR,
                        Metric.EXPECTANCY,
                        Metric.AVG_WIN,
                        Metric.AVG_LOSS,
                        Metric.BEST_TRADE,
                        Metric.WORST_TRADE,
                        Metric.AVG_TRADE_SECONDS,
                        Metric.SQN,
                        Metric.LONG_WIN_RATE,
                        Metric.SHORT_WIN_RATE));
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Name of an output in the groups of outputs. */
    static String output(String type, String output) {
        return type + "." + output;
    }

    /** Counts one pair and, once each, the things that it met. */
    void add(Facts facts) {
        pairs++;
        facts.groups()
                .forEach((group, names) ->
                        names.forEach(name -> declared(group, name).merge(name, 1L, Long::sum)));
    }

    /** Adds what was counted elsewhere. */
    void add(Coverage other) {
        pairs += other.pairs;
        other.counts.forEach((group, names) ->
                names.forEach(
                        (name, count) -> declared(group, name).merge(name, count, Long::sum)));
    }

    long pairs() {
        return pairs;
    }

    /** What fewer than {@code least} pairs met. */
    List<String> metByFewerThan(long least) {
        List<String> missing = new ArrayList<>();
        counts.forEach((group, names) ->
                names.forEach((name, count) -> {
                    if (count < least) {
                        missing.add(group + ": " + name + " " + count);
                    }
                }));
        return missing;
    }

    /** One line a group: how many pairs met each thing. */
    String table() {
        return counts.entrySet().stream()
                .map(group ->
                        "| "
                                + group.getKey()
                                + " | "
                                + group.getValue().entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + entry.getValue())
                                        .collect(Collectors.joining(", "))
                                + " |")
                .collect(
                        Collectors.joining(
                                "\n", "| " + pairs + " pairs | of which met |\n|---|---|\n", "\n"));
    }

    private void declare(String group, Stream<String> names) {
        Map<String, Long> zeros = new LinkedHashMap<>();
        names.forEach(name -> zeros.put(name, 0L));
        counts.put(group, zeros);
    }

    private Map<String, Long> declared(String group, String name) {
        Map<String, Long> names = counts.get(group);
        if (names == null || !names.containsKey(name)) {
            throw new IllegalStateException(group + ": " + name + " is not among what is counted");
        }
        return names;
    }

    private static Stream<String> labels(Enum<?>... values) {
        return Arrays.stream(values).map(Coverage::label);
    }

    private static Stream<String> outputs() {
        return IndicatorRegistry.all().stream().flatMap(Coverage::outputs);
    }

    private static Stream<String> outputs(IndicatorDefinition definition) {
        return definition.outputs().stream().map(output -> output(definition.id(), output));
    }
}
