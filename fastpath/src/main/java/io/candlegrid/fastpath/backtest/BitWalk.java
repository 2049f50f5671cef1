package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.FundingPayment;
import io.candlegrid.domain.backtest.FundingSchedule;
import io.candlegrid.domain.backtest.MarkCandles;
import io.candlegrid.fastpath.marketdata.CandleTable;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the bitsets of a strategy's rules with everything the engine knows: both sides, both fills,
 * stops, funding, liquidation. Bars without a position, and bars of a position on which nothing can
 * happen, are taken in one stretch; all others go through the steps of the reference engine. Not
 * thread-safe.
 */
public final class BitWalk {

    /** There is no such rule. */
    public static final int NO_RULE = -1;

    private final TradedRange range;
    private final WalkResult result;
    private final EquityTracker tracker;
    private final BitAccount account;
    private final CandleTable candles;
    private final List<FundingPayment> funding;
    private final int[] fundingBars;
    private final @Nullable MarkCandles marks;
    private final StopCheck stops;
    private final int[] at = new int[Role.values().length];
    private final boolean everyBar;
    private final @Nullable TradeRecorder recorder;

    private long[] bits = {};
    private Terms terms;
    private int nextFunding;
    private @Nullable ExitReason pendingExit;
    private int pendingEntry;

    public BitWalk(TradedRange range, WalkResult result, Terms terms) {
        this(range, result, terms, null);
    }

    /**
     * @param recorder where trades go; null in searches, which don't look at excursions
     */
    BitWalk(TradedRange range, WalkResult result, Terms terms, @Nullable TradeRecorder recorder) {
        this.range = range;
        this.result = result;
        this.terms = terms;
        this.recorder = recorder;
        tracker = result.tracker;
        account = new BitAccount(range, result, recorder);
        stops = account.stops;
        candles = range.columns.candles();
        funding = range.input.funding();
        marks = range.input.marks();
        everyBar = recorder != null || marks != null;
        fundingBars = new int[funding.size() + 1];
        for (int i = 0; i < funding.size(); i++) {
            fundingBars[i] =
                    FundingSchedule.barOf(range.input.series(), funding.get(i).timeMillis());
        }
        fundingBars[funding.size()] = WalkResult.NONE;
    }

    BitAccount account() {
        return account;
    }

    /**
     * Walks one combination.
     *
     * @param words the bitsets of the rules
     * @param offsets {@code int[4]} by role: first word of a rule's bitset, or {@link #NO_RULE}
     */
    public Outcome run(Terms combination, long[] words, int[] offsets) {
        terms = combination;
        bits = words;
        System.arraycopy(offsets, 0, at, 0, at.length);
        result.reset();
        account.reset(combination);
        nextFunding = 0;
        pendingExit = null;
        pendingEntry = 0;
        int bar = range.first;
        while (bar < range.end && !account.ended) {
            bar = skip(bar);
            if (result.isPrunedBefore(bar)) {
                return Outcome.PRUNED;
            }
            if (bar < range.end) {
                step(bar);
                bar++;
            }
        }
        flat(bar, range.end, 0);
        account.openAtEnd();
        return result.finish();
    }

    /** Takes the bars from {@code bar} on which nothing can happen; gives the first other one. */
    private int skip(int bar) {
        if (pendingExit != null || pendingEntry != 0) {
            return bar;
        }
        if (account.sign == 0) {
            int next = nextEntry(bar);
            flat(bar, next, account.cash);
            return next;
        }
        int quiet = everyBar ? bar : quietUntil(bar);
        if (quiet > bar) {
            account.hold(bar, quiet);
        }
        return quiet;
    }

    private void flat(int from, int to, double equity) {
        tracker.flat(from, to, equity);
        if (recorder != null) {
            recorder.mark(from, to, equity);
        }
    }

    private int nextEntry(int bar) {
        int next = range.end;
        next = nextBit(Role.LONG_ENTRY, bar, next);
        return nextBit(Role.SHORT_ENTRY, bar, next);
    }

    /** The first bar from {@code bar} on that needs a step; what is held before stays as it is. */
    private int quietUntil(int bar) {
        if (!Double.isNaN(terms.trailingPct)) {
            return bar;
        }
        int limit = nextBit(account.exitRole(), bar, range.end);
        limit = Math.min(limit, account.limitBar());
        while (fundingBars[nextFunding] < bar) {
            nextFunding++;
        }
        limit = Math.min(limit, fundingBars[nextFunding]);
        if (limit <= bar) {
            return bar;
        }
        limit = account.firstTouch(bar, limit);
        return limit > bar && account.staysSolvent(bar, limit) ? limit : bar;
    }

    private int nextBit(Role role, int from, int end) {
        int offset = at[role.ordinal()];
        if (offset == NO_RULE || from >= end) {
            return end;
        }
        int word = from >>> 6;
        int last = (end - 1) >>> 6;
        long rest = bits[offset + word] & (-1L << from);
        while (rest == 0) {
            if (++word > last) {
                return end;
            }
            rest = bits[offset + word];
        }
        return Math.min(end, (word << 6) + Long.numberOfTrailingZeros(rest));
    }

    private boolean isTrue(Role role, int bar) {
        int offset = at[role.ordinal()];
        return offset != NO_RULE && ((bits[offset + (bar >>> 6)] >>> bar) & 1) != 0;
    }

    /** One bar, in the order of the reference engine. */
    private void step(int bar) {
        payFunding(bar);
        fillPending(bar);
        testStops(bar);
        decideAtClose(bar);
        double price = candles.close(bar);
        account.settleIfBroke(bar, price);
        flat(bar, bar + 1, account.ended ? 0 : account.equity(price));
    }

    private void payFunding(int bar) {
        while (fundingBars[nextFunding] < bar) {
            nextFunding++;
        }
        if (account.sign != 0) {
            account.countUntested(bar);
            while (fundingBars[nextFunding] == bar) {
                account.payFunding(funding.get(nextFunding));
                nextFunding++;
            }
        }
    }

    private void fillPending(int bar) {
        ExitReason exit = pendingExit;
        int entry = pendingEntry;
        pendingExit = null;
        pendingEntry = 0;
        if (exit != null) {
            account.see(candles.open(bar));
            account.exitAtMarket(bar, candles.open(bar), exit);
        }
        if (entry != 0) {
            account.enter(entry, bar, candles.open(bar), exit != null);
        }
    }

    private void testStops(int bar) {
        if (account.sign == 0) {
            return;
        }
        stops.open = candles.open(bar);
        stops.high = candles.high(bar);
        stops.low = candles.low(bar);
        if (marks == null || Double.isNaN(marks.open()[bar])) {
            stops.markOpen = stops.open;
            stops.markHigh = stops.high;
            stops.markLow = stops.low;
        } else {
            stops.markOpen = marks.open()[bar];
            stops.markHigh = marks.high()[bar];
            stops.markLow = marks.low()[bar];
        }
        account.testStops(bar);
    }

    private void decideAtClose(int bar) {
        int held = account.sign;
        ExitReason exit = held == 0 ? null : exitAtClose(bar);
        if (held != 0 && exit == null) {
            return;
        }
        int entry = 0;
        if (held <= 0 && isTrue(Role.LONG_ENTRY, bar)) {
            entry = 1;
        } else if (held >= 0 && isTrue(Role.SHORT_ENTRY, bar)) {
            entry = -1;
        }
        if (terms.nextOpen) {
            pendingExit = exit;
            pendingEntry = entry;
            return;
        }
        if (exit != null) {
            account.exitAtMarket(bar, candles.close(bar), exit);
        }
        if (entry != 0) {
            account.enter(entry, bar, candles.close(bar), exit != null);
        }
    }

    private @Nullable ExitReason exitAtClose(int bar) {
        if (isTrue(account.exitRole(), bar)) {
            return ExitReason.SIGNAL;
        }
        return bar >= account.limitBar() ? ExitReason.MAX_BARS : null;
    }
}
