package io.candlegrid.domain.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bar as the engine saw it: the state before it, what it did, and the rules at its close.
 *
 * @param traded false for a bar before the range, which feeds indicators only
 * @param position held coming into the bar; null when flat
 * @param pendingExit reason of an exit ordered at the close before; null without one
 * @param pendingEntry side of an entry ordered at the close before; null without one
 * @param equityBefore at the close before, the initial equity on the first bar; NaN when not traded
 * @param equityAfter at this bar's close; NaN when not traded
 * @param endedBefore whether trading had ended before this bar: nothing was left
 * @param events in the order in which they happened
 * @param rules of every side, entry before exit
 * @param operands everything the rules read but literals, at the bar and at the one before
 */
public record InspectedBar(
        int bar,
        boolean traded,
        @Nullable Held position,
        @Nullable ExitReason pendingExit,
        @Nullable PositionSide pendingEntry,
        double equityBefore,
        double equityAfter,
        boolean endedBefore,
        List<BarEvent> events,
        List<SideRule> rules,
        List<RuleTruth.Value> operands) {

    public InspectedBar {
        events = List.copyOf(events);
        rules = List.copyOf(rules);
        operands = List.copyOf(operands);
    }

    /**
     * A position coming into a bar.
     *
     * @param anchor raw entry price, which stops hang on
     * @param entryPrice after slippage
     */
    public record Held(
            PositionSide side,
            int entryBar,
            long entryTsOpenMillis,
            double anchor,
            double entryPrice,
            double quantity,
            ExitLevels levels) {}

    /** A rule of a side at the bar's close. */
    public record SideRule(PositionSide side, boolean entry, RuleTruth rule) {}

    /** The rule of a side, null when the strategy has none. */
    public @Nullable RuleTruth rule(PositionSide side, boolean entry) {
        return rules.stream()
                .filter(rule -> rule.side() == side && rule.entry() == entry)
                .map(SideRule::rule)
                .findFirst()
                .orElse(null);
    }
}
