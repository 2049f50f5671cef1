package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.LaneWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.WalkResult;
import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.PairWords;
import io.candlegrid.fastpath.strategy.RuleProgram;

/**
 * Turns the words of entry and exit rules into lists of bars: entry, exit, entry, …, each the first
 * one after the one before. Not thread-safe.
 */
final class TurnLists implements SignalWalk {

    private static final int MOST_RULES = 2048;

    /** Bars that the lists of a batch hold together; a year of minutes for each of sixteen. */
    private static final int POOL = 1 << 23;

    private final GridPlan plan;
    private final EventLists lists;
    private final RuleProgram entry;
    private final RuleProgram exit;
    private final int first;
    private final int end;
    private final long[] entries;
    private final long[] exits;
    private final int[] events = new int[OperandTiles.BARS + 8];
    private final LaneWalk walk;

    TurnLists(GridPlan plan, Pruning pruning) {
        this.plan = plan;
        lists = new EventLists(MOST_RULES, capacity(plan));
        entry = plan.program(plan.entryRole());
        exit = plan.program(plan.exitRole());
        walk = new LaneWalk(plan.range, pruning, new Terms(plan.template), plan.sign());
        first = plan.range.first();
        end = plan.range.end();
        entries = new long[Math.max(1, entry.depth()) * OperandTiles.WORDS];
        exits = new long[Math.max(1, exit.depth()) * OperandTiles.WORDS];
    }

    /** Bytes that are kept at most. */
    static long bytes(GridPlan plan) {
        return Integer.BYTES * ((long) capacity(plan) + MOST_RULES * (long) EventLists.CHUNK);
    }

    private static int capacity(GridPlan plan) {
        return Math.max(POOL, 2 * plan.range.end());
    }

    @Override
    public int mostRules() {
        return MOST_RULES;
    }

    @Override
    public void clear(int rules) {
        lists.clear(rules);
    }

    @Override
    public int lanes() {
        return LaneWalk.LANES;
    }

    @Override
    public void put(int lane, int place) {
        lists.copy(place, walk.trips(lane).atCloses(lists.count(place)));
    }

    @Override
    public Terms terms(int lane) {
        return walk.terms(lane);
    }

    @Override
    public void walk(int count) {
        walk.run(count);
    }

    @Override
    public Outcome outcome(int lane) {
        return walk.outcome(lane);
    }

    @Override
    public WalkResult result(int lane) {
        return walk.result(lane);
    }

    @Override
    public boolean accept(Panel panel, int rule, int place, int start, int words) {
        PairWords pairs = panel.pairWords;
        int from = Math.max(first, panel.definedFrom(plan.entryRole(), rule));
        if (from >= start + words * 64) {
            return true;
        }
        boolean held = (lists.count(place) & 1) != 0;
        if (plan.turnsPair != GridPlan.NO_TURNS) {
            int slot = pairs.slot(plan.turnsPair);
            if (pairs.takesTurns(slot)) {
                pairs.writeTurns(slot, words, entries, 0);
                SignalScan.mask(entries, start, words, from, end);
                return appendTurns(pairs, slot, place, start, words, held);
            }
        }
        SignalScan.evaluate(entry, pairs, start, words, entries, from, end);
        int exitFrom = panel.definedFrom(plan.exitRole(), rule);
        SignalScan.evaluate(exit, pairs, start, words, exits, exitFrom, end);
        int count = alternate(start, words, held);
        return lists.append(place, events, 0, count);
    }

    /** All set bits, without the first if it is not what is waited for. */
    private boolean appendTurns(
            PairWords pairs, int slot, int place, int start, int words, boolean held) {
        int count = flatten(start, words);
        if (count == 0) {
            return true;
        }
        boolean rises = pairs.isGreater(slot, events[0] - start);
        boolean isEntry = rises == plan.entersRising;
        int skipped = isEntry == held ? 1 : 0;
        return lists.append(place, events, skipped, count - skipped);
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
