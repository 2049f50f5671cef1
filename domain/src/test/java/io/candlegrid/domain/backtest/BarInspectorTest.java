package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BarInspectorTest {

    private static final int RUNS = 120;
    private static final String FLAT = "100 100 100 100";

    @ParameterizedTest
    @EnumSource(RandomStrategies.Scope.class)
    void tellsOfEveryBarWhatTheEngineDidThere(RandomStrategies.Scope scope) {
        int entries = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            CandleSeries series =
                    RandomSeries.of(seed, RandomStrategies.instrument(scope), Timeframe.M1, 1200);
            StrategySpec spec = RandomStrategies.of(seed, scope, Timeframe.M1);
            TimeRange range = RandomSeries.range(seed, series);
            BacktestInput input = BacktestInput.of(series, range, 10_000);
            BacktestTrace trace = ReferenceEngine.trace(spec, input);
            List<InspectedBar> bars = BarInspector.inspect(spec, input, 0, series.bars());

            assertThat(bars).as("seed %d", seed).hasSize(input.endBar());
            List<Trade> exits = new ArrayList<>();
            List<Integer> entered = new ArrayList<>();
            long skipped = 0;
            long ambiguous = 0;
            for (InspectedBar bar : bars) {
                if (bar.traded()) {
                    assertThat(bar.equityAfter())
                            .isEqualTo(trace.equity()[bar.bar() - trace.firstBar()]);
                    checkRules(seed, spec, bar);
                }
                for (BarEvent event : bar.events()) {
                    switch (event) {
                        case BarEvent.Exited(BarMoment moment, Trade trade) -> exits.add(trade);
                        case BarEvent.Entered _ -> entered.add(bar.bar());
                        case BarEvent.EntrySkipped _ -> skipped++;
                        case BarEvent.Touched touched -> ambiguous += touched.ambiguous() ? 1 : 0;
                        default -> {}
                    }
                }
                assertThat(BarExplanation.of(spec, bar)).as("seed %d %s", seed, bar).isNotEmpty();
            }
            BacktestResult result = trace.result();
            List<Integer> expected =
                    new ArrayList<>(result.trades().stream().map(Trade::entryBar).toList());
            OpenPosition open = result.openPosition();
            if (open != null) {
                expected.add(open.entryBar());
            }
            assertThat(exits).as("seed %d", seed).isEqualTo(result.trades());
            assertThat(entered).as("seed %d", seed).isEqualTo(expected);
            assertThat(skipped).isEqualTo((long) result.metrics().get(Metric.SKIPPED_ENTRIES));
            assertThat(ambiguous).isEqualTo((long) result.metrics().get(Metric.AMBIGUOUS_BARS));
            entries += entered.size();
        }
        assertThat(entries).isGreaterThan(RUNS * 5);
    }

    /**
     * The orders of the close follow from the rules' truth and the state, and from nothing else.
     */
    private static void checkRules(long seed, StrategySpec spec, InspectedBar bar) {
        if (bar.endedBefore()) {
            assertThat(bar.events()).isEmpty();
            return;
        }
        PositionSide held = bar.position() == null ? null : bar.position().side();
        PositionSide wanted = null;
        ExitReason left = null;
        for (BarEvent event : bar.events()) {
            switch (event) {
                case BarEvent.Exited(BarMoment moment, Trade trade) -> {
                    if (moment != BarMoment.CLOSE) {
                        held = null;
                    } else if (trade.exitReason() != ExitReason.LIQUIDATION) {
                        left = trade.exitReason();
                    }
                }
                case BarEvent.Entered entered -> {
                    if (entered.moment() == BarMoment.CLOSE) {
                        wanted = entered.side();
                    } else {
                        held = entered.side();
                    }
                }
                case BarEvent.EntrySkipped(BarMoment moment, PositionSide side) ->
                        wanted = moment == BarMoment.CLOSE ? side : wanted;
                case BarEvent.Ordered ordered -> {
                    wanted = ordered.entry();
                    left = ordered.exit();
                }
                default -> {}
            }
        }
        String at = "seed %d %s".formatted(seed, bar);
        if (held != null) {
            RuleTruth exit = bar.rule(held, false);
            boolean bySignal = left == ExitReason.SIGNAL || left == ExitReason.REVERSAL;
            if (exit != null && exit.holds()) {
                assertThat(bySignal).as(at).isTrue();
            } else if (spec.stops().maxBars() == null) {
                assertThat(left).as(at).isNull();
            }
        }
        PositionSide expected = null;
        if (held == null || left != null) {
            for (PositionSide side : PositionSide.values()) {
                RuleTruth entry = bar.rule(side, true);
                if (expected == null && side != held && entry != null && entry.holds()) {
                    expected = side;
                }
            }
        }
        assertThat(wanted).as(at).isEqualTo(expected);
    }

    @Test
    void saysWhyABarDidNotTrade() {
        Script script = Script.bars(FLAT, FLAT + " L", FLAT, FLAT + " l", FLAT);

        assertThat(explain(script, 0)).anyMatch(s -> s.startsWith("No long entry: "));
        assertThat(explain(script, 1))
                .anyMatch(s -> s.startsWith("At the close: bought 100 at 100, as "));
        assertThat(explain(script, 2))
                .anyMatch(s ->
                        s.startsWith(
                                "In a long position at the close: entries are not looked at. No exit: "));
        assertThat(explain(script, 3))
                .anyMatch(s ->
                        s.startsWith(
                                "At the close: the long position of 2024-01-01T00:01:00Z was left at 100"))
                .contains(
                        "No long entry: after a signal or the longest holding only the other side may enter.");
    }

    @Test
    void tellsOfOrdersThatFillAtTheNextOpenAndOfThoseThatExpire() {
        Script script = Script.bars(FLAT + " L", "101 101 101 101", FLAT + " l").nextOpen();

        assertThat(explain(script, 0))
                .anyMatch(s -> s.startsWith("At the close a long entry was ordered, as "))
                .anyMatch(s -> s.endsWith("to fill at the next open."));
        assertThat(explain(script, 1))
                .anyMatch(s ->
                        s.contains("At the open: bought")
                                && s.contains("as ordered at the close before"));
        assertThat(explain(script, 2)).anyMatch(s -> s.endsWith("the order expires."));
    }

    @Test
    void tellsOfAmbiguousBarsSkippedEntriesAndTheEndOfTheMoney() {
        assertThat(
                        explain(
                                Script.bars(FLAT + " L", "100 106 94 100")
                                        .stops(5.0, 5.0, null, null),
                                1))
                .contains(
                        "Both the take-profit at 105 and an adverse level were within the bar; the policy pessimistic takes the stop-loss.");
        assertThat(explain(Script.bars(FLAT + " L", FLAT).lots(1000, 1000, 0), 0))
                .anyMatch(s -> s.contains("entry, as ") && s.contains("was skipped"));
        Script broke = Script.bars(FLAT + " L", "50 50 50 50", FLAT).leverage(5);
        assertThat(explain(broke, 1))
                .anyMatch(s -> s.contains(", liquidated; it brought"))
                .contains("Nothing is left: trading ends for good.");
        assertThat(explain(broke, 2))
                .containsExactly("Nothing was left before this bar: trading had ended.");
    }

    @Test
    void warmUpBarsAreShownWithoutState() {
        Script script = Script.bars(FLAT + " L", FLAT + " L", FLAT).warmup(1);
        InspectedBar bar = bars(script, 1).getFirst();

        assertThat(bar.traded()).isFalse();
        assertThat(BarExplanation.of(script.spec(), bar))
                .containsExactly(
                        "This bar is before the range: it feeds indicators only, nothing is traded.");
    }

    @Test
    void showsTheLevelsThatThePositionHadComingIn() {
        Script script =
                Script.bars(FLAT + " L", "100 110 100 110", "110 110 108 110")
                        .stops(5.0, 20.0, 10.0, null);
        InspectedBar.Held held = Objects.requireNonNull(bars(script, 0).get(2).position());

        assertThat(held.entryBar()).isZero();
        assertThat(held.levels().stopLoss()).isEqualTo(95);
        assertThat(held.levels().takeProfit()).isEqualTo(120);
        assertThat(held.levels().trailing()).as("from the high of the bar before").isEqualTo(99);
    }

    private static List<String> explain(Script script, int bar) {
        return BarExplanation.of(script.spec(), bars(script, 0).get(bar));
    }

    private static List<InspectedBar> bars(Script script, int warmup) {
        CandleSeries series = script.series();
        int lines = series.bars();
        TimeRange range =
                new TimeRange(
                        Script.at(warmup), Script.at(lines), warmup == 0 ? null : Script.at(0));
        BacktestInput input =
                new BacktestInput(series, range, 10_000, script.rules(), List.of(), null);
        return BarInspector.inspect(script.spec(), input, 0, lines);
    }
}
