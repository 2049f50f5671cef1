package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.PairWords;
import io.candlegrid.fastpath.strategy.RuleProgram;

/**
 * Turns the words of entry and exit rules into lists of bars: entry, exit, entry, …, each the first
 * one after the one before. Not thread-safe.
 */
final class TurnLists implements SignalScan.Receiver {

    private final GridPlan plan;
    private final EventLists lists;
    private final RuleProgram entry;
    private final RuleProgram exit;
    private final int first;
    private final int end;
    private final long[] entries;
    private final long[] exits;
    private final int[] events = new int[OperandTiles.BARS + 8];

    TurnLists(GridPlan plan, EventLists lists, RuleProgram entry, RuleProgram exit) {
        this.plan = plan;
        this.lists = lists;
        this.entry = entry;
        this.exit = exit;
        first = plan.range.first();
        end = plan.range.end();
        entries = new long[Math.max(1, entry.depth()) * OperandTiles.WORDS];
        exits = new long[Math.max(1, exit.depth()) * OperandTiles.WORDS];
    }

    @Override
    public boolean accept(Panel panel, int rule, int start, int words) {
        PairWords pairs = panel.pairWords;
        int from = Math.max(first, panel.definedFrom(plan.entryRole(), rule));
        if (from >= start + words * 64) {
            return true;
        }
        boolean held = (lists.count(rule) & 1) != 0;
        if (plan.turnsPair != GridPlan.NO_TURNS) {
            int slot = pairs.slot(plan.turnsPair);
            if (pairs.takesTurns(slot)) {
                pairs.writeTurns(slot, words, entries, 0);
                SignalScan.mask(entries, start, words, from, end);
                return appendTurns(pairs, slot, rule, start, words, held);
            }
        }
        SignalScan.evaluate(entry, pairs, start, words, entries, from, end);
        int exitFrom = panel.definedFrom(plan.exitRole(), rule);
        SignalScan.evaluate(exit, pairs, start, words, exits, exitFrom, end);
        int count = alternate(start, words, held);
        return lists.append(rule, events, 0, count);
    }

    /** All set bits, without the first if it is not what is waited for. */
    private boolean appendTurns(
            PairWords pairs, int slot, int rule, int start, int words, boolean held) {
        int count = flatten(start, words);
        if (count == 0) {
            return true;
        }
        boolean rises = pairs.isGreater(slot, events[0] - start);
        boolean isEntry = rises == plan.entersRising;
        int skipped = isEntry == held ? 1 : 0;
        return lists.append(rule, events, skipped, count - skipped);
    }

    /** Writes the bars of all set bits; two at a time without asking, as most words have few. */
    private int flatten(int start, int words) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            long rest = entries[w];
            int bar = start + (w << 6);
            int after = count + Long.bitCount(rest);
            events[count] = bar + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            events[count + 1] = bar + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            for (int i = count + 2; rest != 0; i++) {
                events[i] = bar + Long.numberOfTrailingZeros(rest);
                rest &= rest - 1;
            }
            count = after;
        }
        return count;
    }

    private int alternate(int start, int words, boolean heldBefore) {
        boolean held = heldBefore;
        int count = 0;
        long open = -1L;
        for (int w = 0; w < words; ) {
            long rest = (held ? exits[w] : entries[w]) & open;
            if (rest == 0) {
                w++;
                open = -1L;
                continue;
            }
            int bit = Long.numberOfTrailingZeros(rest);
            events[count++] = start + (w << 6) + bit;
            held = !held;
            open = -2L << bit;
        }
        return count;
    }
}
