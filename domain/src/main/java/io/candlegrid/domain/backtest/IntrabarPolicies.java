package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Execution.Intrabar;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A strategy under each policy for bars that touch both an adverse exit and the take-profit: the
 * pessimistic and the optimistic result bound what such bars can mean.
 *
 * @param results by policy
 * @param ambiguous every ambiguous bar that a run under any policy met, in order of time
 * @param differing positions that did not end alike under all policies, in order of entry
 */
public record IntrabarPolicies(
        Map<Intrabar, BacktestResult> results,
        List<AmbiguousBar> ambiguous,
        List<DifferingTrade> differing) {

    /**
     * A bar whose order of prices decides how a position ended.
     *
     * @param levels at which the position would have ended
     * @param adverse the exit a pessimist takes
     * @param exits what each policy took; one that was not in this position is left out
     */
    public record AmbiguousBar(
            int bar,
            PositionSide side,
            int entryBar,
            ExitLevels levels,
            ExitReason adverse,
            Map<Intrabar, ExitReason> exits) {}

    /**
     * A position that ended differently, or was not entered at all under some policy.
     *
     * @param trades the closed trade under each policy; where there is none it is left out
     */
    public record DifferingTrade(PositionSide side, int entryBar, Map<Intrabar, Trade> trades) {}

    /** Runs the strategy three times. */
    public static IntrabarPolicies of(StrategySpec spec, BacktestInput input) {
        Reruns reruns = new Reruns(spec, input);
        Execution execution = spec.execution();
        Map<Intrabar, BacktestResult> results = new EnumMap<>(Intrabar.class);
        TreeMap<Meeting, AmbiguousBar> bars = new TreeMap<>();
        for (Intrabar policy : Intrabar.values()) {
            BarWatch watch = new Finder(policy, bars);
            results.put(policy, reruns.run(execution.with(policy), watch));
        }
        return new IntrabarPolicies(results, List.copyOf(bars.values()), differing(results));
    }

    /** A bar and the position met in it: no two positions are entered on one bar. */
    private record Meeting(int bar, int entryBar) implements Comparable<Meeting> {
        @Override
        public int compareTo(Meeting other) {
            int byBar = Integer.compare(bar, other.bar);
            return byBar != 0 ? byBar : Integer.compare(entryBar, other.entryBar);
        }
    }

    /** Collects the ambiguous bars of one run. */
    private record Finder(Intrabar policy, Map<Meeting, AmbiguousBar> bars) implements BarWatch {
        @Override
        public void stop(
                int bar,
                Position position,
                StopTest.Levels levels,
                StopTest.Prices prices,
                StopTest.Hit hit) {
            if (!hit.ambiguous()) {
                return;
            }
            StopTest.Hit adverse =
                    StopTest.test(position.sign, levels, prices, Intrabar.PESSIMISTIC);
            bars.computeIfAbsent(
                            new Meeting(bar, position.entryBar),
                            key ->
                                    new AmbiguousBar(
                                            bar,
                                            position.side,
                                            position.entryBar,
                                            ExitLevels.of(levels),
                                            adverse == null ? hit.reason() : adverse.reason(),
                                            new EnumMap<>(Intrabar.class)))
                    .exits()
                    .put(policy, hit.reason());
        }
    }

    private static List<DifferingTrade> differing(Map<Intrabar, BacktestResult> results) {
        TreeMap<Integer, Map<Intrabar, Trade>> byEntry = new TreeMap<>();
        results.forEach((policy, result) ->
                result.trades()
                        .forEach(trade ->
                                byEntry.computeIfAbsent(
                                                trade.entryBar(),
                                                bar -> new EnumMap<>(Intrabar.class))
                                        .put(policy, trade)));
        return byEntry.entrySet().stream()
                .filter(entry -> !isSame(entry.getValue()))
                .map(entry ->
                        new DifferingTrade(
                                entry.getValue().values().iterator().next().side(),
                                entry.getKey(),
                                entry.getValue()))
                .toList();
    }

    private static boolean isSame(Map<Intrabar, Trade> trades) {
        return trades.size() == Intrabar.values().length
                && trades.values().stream().map(End::of).distinct().count() == 1;
    }

    /** How a trade ended; sizes differ by what was won before and don't count. */
    private record End(PositionSide side, int bar, double price, ExitReason reason) {
        static End of(Trade trade) {
            return new End(trade.side(), trade.exitBar(), trade.exitPrice(), trade.exitReason());
        }
    }
}
