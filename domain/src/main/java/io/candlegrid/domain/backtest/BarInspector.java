package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows bars of a run as the reference engine went through them: the run is made, from the start of
 * its range, and the engine is watched. Nothing is computed a second way.
 */
public final class BarInspector {

    private BarInspector() {}

    /**
     * The bars [from, to) of the series, in order; those outside what the input holds are left out.
     * Bars before the range are there too, without any state. Refuses what {@link
     * ReferenceEngine#run} refuses.
     */
    public static List<InspectedBar> inspect(
            StrategySpec spec, BacktestInput input, int from, int to) {
        ReferenceEngine.check(spec, input);
        OperandValues values = OperandValues.of(spec, input.series());
        RuleEvaluator evaluator = new RuleEvaluator(values);
        int first = Math.max(from, 0);
        int end = Math.min(to, input.endBar());
        List<InspectedBar> bars = new ArrayList<>();
        Signals signals = new Signals(spec, evaluator, values);
        for (int bar = first; bar < Math.min(end, input.firstBar()); bar++) {
            bars.add(
                    new InspectedBar(
                            bar,
                            false,
                            null,
                            null,
                            null,
                            Double.NaN,
                            Double.NaN,
                            false,
                            List.of(),
                            signals.rules(bar),
                            signals.operands(bar)));
        }
        if (end > input.firstBar()) {
            MetricAccumulator metrics = new MetricAccumulator();
            metrics.reset();
            Recorder recorder = new Recorder(first, end, input, signals, bars);
            new Simulation(spec, input, evaluator, metrics, recorder).run();
        }
        return List.copyOf(bars);
    }

    /** What the rules of a strategy say and read at a bar. */
    private record Signals(StrategySpec spec, RuleEvaluator evaluator, OperandValues values) {

        List<InspectedBar.SideRule> rules(int bar) {
            List<InspectedBar.SideRule> rules = new ArrayList<>();
            for (PositionSide side : PositionSide.values()) {
                SideRules ofSide = side == PositionSide.LONG ? spec.longSide() : spec.shortSide();
                if (ofSide != null) {
                    RuleTruth entry = RuleTruth.of(ofSide.entry(), bar, evaluator, values);
                    rules.add(new InspectedBar.SideRule(side, true, entry));
                    Rule exit = ofSide.exit();
                    if (exit != null) {
                        RuleTruth truth = RuleTruth.of(exit, bar, evaluator, values);
                        rules.add(new InspectedBar.SideRule(side, false, truth));
                    }
                }
            }
            return rules;
        }

        List<RuleTruth.Value> operands(int bar) {
            return OperandValues.operands(spec).stream()
                    .filter(operand -> !(operand instanceof Operand.Literal))
                    .map(operand -> RuleTruth.value(operand, bar, true, values))
                    .toList();
        }
    }

    /** Writes down what happens in the bars asked for. */
    private static final class Recorder implements BarWatch {

        private final int first;
        private final int end;
        private final int lastBar;
        private final Signals signals;
        private final List<InspectedBar> bars;
        private final List<BarEvent> events = new ArrayList<>();
        private InspectedBar.@Nullable Held position;
        private @Nullable ExitReason pendingExit;
        private @Nullable PositionSide pendingEntry;
        private boolean recording;
        private boolean atLastBar;
        private boolean ended;
        private double equityBefore;

        Recorder(
                int first, int end, BacktestInput input, Signals signals, List<InspectedBar> bars) {
            this.first = first;
            this.end = end;
            this.signals = signals;
            this.bars = bars;
            lastBar = input.endBar() - 1;
            equityBefore = input.initialEquity();
        }

        @Override
        public void before(
                int bar, Account account, @Nullable ExitReason exit, @Nullable PositionSide entry) {
            recording = bar >= first && bar < end;
            atLastBar = bar == lastBar;
            if (recording) {
                position = held(account);
                pendingExit = exit;
                pendingEntry = entry;
                events.clear();
            }
        }

        private static InspectedBar.@Nullable Held held(Account account) {
            Position held = account.position();
            return held == null
                    ? null
                    : new InspectedBar.Held(
                            held.side,
                            held.entryBar,
                            held.entryTsOpenMillis,
                            held.anchor,
                            held.entryPrice,
                            held.quantity,
                            ExitLevels.of(account.levels(held)));
        }

        @Override
        public void funding(double payment) {
            add(new BarEvent.Funding(payment));
        }

        @Override
        public void stop(
                int bar,
                Position held,
                StopTest.Levels levels,
                StopTest.Prices prices,
                StopTest.Hit hit) {
            add(
                    new BarEvent.Touched(
                            hit.reason(), hit.price(), hit.ambiguous(), ExitLevels.of(levels)));
        }

        @Override
        public void exited(BarMoment moment, Trade trade) {
            add(new BarEvent.Exited(moment, trade));
        }

        @Override
        public void entered(BarMoment moment, PositionSide side, @Nullable Position entered) {
            add(
                    entered == null
                            ? new BarEvent.EntrySkipped(moment, side)
                            : new BarEvent.Entered(
                                    moment, side, entered.entryPrice, entered.quantity));
        }

        @Override
        public void ordered(@Nullable ExitReason exit, @Nullable PositionSide entry) {
            if (exit != null || entry != null) {
                add(new BarEvent.Ordered(exit, entry, atLastBar));
            }
        }

        private void add(BarEvent event) {
            if (recording) {
                events.add(event);
            }
        }

        @Override
        public void after(int bar, double equity, boolean nowEnded) {
            if (recording) {
                if (nowEnded && !ended) {
                    events.add(new BarEvent.Ended());
                }
                bars.add(
                        new InspectedBar(
                                bar,
                                true,
                                position,
                                pendingExit,
                                pendingEntry,
                                equityBefore,
                                equity,
                                ended,
                                events,
                                signals.rules(bar),
                                signals.operands(bar)));
            }
            equityBefore = equity;
            ended = nowEnded;
        }
    }
}
