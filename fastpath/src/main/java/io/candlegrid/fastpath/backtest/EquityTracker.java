package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.marketdata.DoubleColumn;
import io.candlegrid.fastpath.marketdata.RangeExtremes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Drawdown, its duration, day marks and pruning of an equity curve at every close, of which it is
 * told in stretches: constant without a position, a monotone function of the close with one. The
 * results are those of visiting every bar: rounding is monotone, so the extremes of the close give
 * the extremes of the equity, and the least equity since a peak its deepest drawdown, bit for bit.
 * Reusable after {@link #reset}; not thread-safe.
 */
final class EquityTracker {

    private static final int NONE = Integer.MAX_VALUE;
    private static final int BLOCK = RangeExtremes.BLOCK;

    /** Least change of equity by a tick, relative, at which equal equity means equal close. */
    private static final double RESOLUTION = 1e-13;

    private final TradedRange range;
    private final DoubleColumn close;
    private final RangeExtremes extremes;
    private final int[] dayEnds;
    private final double maxDrawdown;
    private final boolean limitsDrawdown;
    private final int windowBars;
    private final double windowFloor;

    private double[] dayMarks = {};
    private int day;
    private int nextMark;
    private double peak;
    private long peakMillis;
    private double trough;
    private boolean under;
    private double deepest;
    private long longestMillis;
    private double last;
    private boolean broke;
    private int windowEnd;
    private double windowStart;
    private int drawdownBar;
    private int lossBar;

    EquityTracker(TradedRange range, Pruning pruning) {
        this.range = range;
        close = range.close;
        extremes = range.closeExtremes;
        dayEnds = Arrays.copyOf(range.days.lastBar(), range.days.count() + 1);
        dayEnds[range.days.count()] = NONE;
        Double drawdown = pruning.maxDrawdown();
        limitsDrawdown = drawdown != null;
        maxDrawdown = drawdown == null ? Double.POSITIVE_INFINITY : drawdown;
        Pruning.@Nullable LossWindow window = pruning.lossWindow();
        windowBars = window == null ? NONE : window.bars();
        windowFloor = window == null ? Double.NEGATIVE_INFINITY : 1 - window.loss();
    }

    /** Starts a run; day marks go to {@code marks[days]}. */
    void reset(double initialEquity, double[] marks) {
        dayMarks = marks;
        day = 0;
        while (dayEnds[day] < range.first) {
            marks[day++] = initialEquity;
        }
        peak = initialEquity;
        trough = initialEquity;
        peakMillis = range.tsOpenMillis[range.first];
        under = false;
        deepest = 0;
        longestMillis = 0;
        last = initialEquity;
        broke = false;
        windowEnd = windowBars == NONE ? NONE : range.first + windowBars - 1;
        windowStart = initialEquity;
        drawdownBar = NONE;
        lossBar = NONE;
        nextMark = Math.min(dayEnds[day], windowEnd);
    }

    /** The closes of bars [from, to) without a position. */
    void flat(int from, int to, double equity) {
        if (from >= to) {
            return;
        }
        last = equity;
        if (equity < peak) {
            fallTo(equity, from, from + 1, equity, 0, 0);
        } else {
            rise(from, equity);
            peakMillis = range.closeMillis(to - 1);
        }
        if (nextMark < to) {
            markFlat(to, equity);
        }
    }

    private void markFlat(int to, double equity) {
        while (dayEnds[day] < to) {
            dayMarks[day++] = equity;
        }
        while (windowEnd < to) {
            closeWindow(equity);
        }
        nextMark = Math.min(dayEnds[day], windowEnd);
    }

    /**
     * The closes of bars [from, to) with a position: equity is {@code cash + signed · (close −
     * entry)}.
     *
     * @param signed quantity, negative for short
     */
    void held(int from, int to, double cash, double signed, double entry) {
        if (from >= to) {
            return;
        }
        if (nextMark < to) {
            markHeld(to, cash, signed, entry);
        }
        double low = extremes.low(from, to - 1);
        double high = extremes.high(from, to - 1);
        if (cash + signed * ((signed > 0 ? high : low) - entry) < peak) {
            double least = cash + signed * ((signed > 0 ? low : high) - entry);
            fallTo(least, from, to, cash, signed, entry);
        } else {
            riseHeld(from, to, cash, signed, entry);
        }
        last = cash + signed * (close.get(to - 1) - entry);
    }

    /** Marks days and windows that end before the exit of a trade, in order of trades. */
    void mark(int entry, int exit, double before, double cash, double signed, double price) {
        if (nextMark < entry) {
            markFlat(entry, before);
        }
        if (nextMark < exit) {
            markHeld(exit, cash, signed, price);
        }
    }

    /** The next bar that {@link #mark} is waiting for. */
    int nextMark() {
        return nextMark;
    }

    /** Equity stayed below the peak through trades whose marks are known, at least at this. */
    void sink(double least) {
        under = true;
        trough = Math.min(trough, least);
    }

    double peak() {
        return peak;
    }

    /** The least equity since the peak. */
    double trough() {
        return trough;
    }

    private void markHeld(int to, double cash, double signed, double entry) {
        while (dayEnds[day] < to) {
            dayMarks[day] = cash + signed * (close.get(dayEnds[day]) - entry);
            day++;
        }
        while (windowEnd < to) {
            closeWindow(cash + signed * (close.get(windowEnd) - entry));
        }
        nextMark = Math.min(dayEnds[day], windowEnd);
    }

    /** A stretch that stays under the peak and whose least equity is given. */
    private void fallTo(double least, int from, int to, double cash, double signed, double entry) {
        under = true;
        if (least < trough) {
            trough = least;
            broke |= least <= 0;
            if (limitsDrawdown && drawdownBar == NONE && 1 - least / peak > maxDrawdown) {
                int bar = from;
                while (!(1 - (cash + signed * (close.get(bar) - entry)) / peak > maxDrawdown)) {
                    bar++;
                }
                drawdownBar = Math.min(bar, to - 1);
            }
        }
    }

    /** A close at or above the peak. */
    private void rise(int bar, double equity) {
        long closeMillis = range.closeMillis(bar);
        if (under) {
            longestMillis = Math.max(longestMillis, closeMillis - peakMillis);
            settleTrough();
            under = false;
        }
        peak = equity;
        trough = equity;
        peakMillis = closeMillis;
    }

    private void settleTrough() {
        if (trough < peak) {
            deepest = Math.max(deepest, 1 - trough / peak);
        }
    }

    /** A stretch with new peaks, block by block. */
    private void riseHeld(int from, int to, double cash, double signed, double entry) {
        for (int a = from; a < to; ) {
            int b = Math.min(to, (a / BLOCK + 1) * BLOCK) - 1;
            riseBlock(a, b, cash, signed, entry);
            a = b + 1;
        }
    }

    private void riseBlock(int from, int to, double cash, double signed, double entry) {
        double low = extremes.low(from, to);
        double high = extremes.high(from, to);
        double best = signed > 0 ? high : low;
        double least = cash + signed * ((signed > 0 ? low : high) - entry);
        double most = cash + signed * (best - entry);
        if (most < peak) {
            fallTo(least, from, to + 1, cash, signed, entry);
            return;
        }
        settleTrough();
        boolean exact = Math.abs(signed) * range.tick > RESOLUTION * Math.max(cash, most);
        if (exact
                && 1 - least / most <= deepest
                && range.closeMillis(to) - peakMillis <= longestMillis) {
            // Neither a deeper drawdown nor a longer one can hide here.
            int bar = extremes.lastOf(best, from, to);
            peak = most;
            trough = most;
            peakMillis = range.closeMillis(bar);
            under = bar != to;
            return;
        }
        for (int i = from; i <= to; i++) {
            double equity = cash + signed * (close.get(i) - entry);
            if (equity < peak) {
                fallTo(equity, i, i + 1, equity, 0, 0);
            } else {
                rise(i, equity);
            }
        }
    }

    private void closeWindow(double equity) {
        if (lossBar == NONE && equity / windowStart < windowFloor) {
            lossBar = windowEnd;
        }
        windowStart = equity;
        windowEnd += windowBars;
    }

    /** The run is over. */
    void finish() {
        settleTrough();
        if (under) {
            longestMillis = Math.max(longestMillis, range.closeMillis(range.end - 1) - peakMillis);
        }
    }

    /** Whether equity was at or below zero at some close while a position was held. */
    boolean isBroke() {
        return broke;
    }

    /** Equity at the last close so far. */
    double last() {
        return last;
    }

    /** Known after {@link #finish}. */
    double maxDrawdown() {
        return deepest;
    }

    /** Known after {@link #finish}. */
    double maxDrawdownSeconds() {
        return longestMillis / 1000.0;
    }

    /** First bar that breaks the drawdown limit; Integer.MAX_VALUE when none does. */
    int drawdownBar() {
        return drawdownBar;
    }

    /** First bar that ends a window with too great a loss; Integer.MAX_VALUE when none does. */
    int lossBar() {
        return lossBar;
    }
}
