package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.marketdata.DoubleColumn;
import io.candlegrid.fastpath.marketdata.PriceExtremes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Drawdown, its duration, day marks and pruning of an equity curve at every close, of which it is
 * told in stretches: constant without a position, a monotone function of the close with one. The
 * results are those of visiting every bar: rounding is monotone, so the extremes of the close give
 * the extremes of the equity, bit for bit. Reusable after {@link #reset}; not thread-safe.
 */
final class EquityTracker {

    private static final int NONE = Integer.MAX_VALUE;
    private static final int BLOCK = 64;

    /** Least change of equity by a tick, relative, at which equal equity means equal close. */
    private static final double RESOLUTION = 1e-13;

    private final TradedRange range;
    private final DoubleColumn close;
    private final PriceExtremes extremes;
    private final int[] dayEnds;
    private final double maxDrawdown;
    private final int windowBars;
    private final double windowFloor;

    private double[] dayMarks = {};
    private int day;
    private double peak;
    private long peakMillis;
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
    }

    /** The closes of bars [from, to) without a position. */
    void flat(int from, int to, double equity) {
        if (from >= to) {
            return;
        }
        bar(from, equity);
        if (!under) {
            peakMillis = range.closeMillis(to - 1);
        }
        while (dayEnds[day] < to) {
            dayMarks[day++] = equity;
        }
        while (windowEnd < to) {
            closeWindow(equity);
        }
    }

    /** One close; day and window marks are the caller's to give when {@code bar} ends one. */
    private void bar(int bar, double equity) {
        if (equity < peak) {
            double drawdown = 1 - equity / peak;
            if (drawdown > deepest) {
                deepest = drawdown;
                if (drawdown > maxDrawdown && drawdownBar == NONE) {
                    drawdownBar = bar;
                }
            }
            under = true;
        } else {
            long closeMillis = range.closeMillis(bar);
            if (under) {
                longestMillis = Math.max(longestMillis, closeMillis - peakMillis);
            }
            peak = equity;
            peakMillis = closeMillis;
            under = false;
        }
        last = equity;
    }

    /** The close of one bar. */
    void single(int bar, double equity) {
        bar(bar, equity);
        while (dayEnds[day] <= bar) {
            dayMarks[day++] = equity;
        }
        while (windowEnd <= bar) {
            closeWindow(equity);
        }
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
        while (dayEnds[day] < to) {
            dayMarks[day] = cash + signed * (close.get(dayEnds[day]) - entry);
            day++;
        }
        while (windowEnd < to) {
            closeWindow(cash + signed * (close.get(windowEnd) - entry));
        }
        double atLow = cash + signed * (extremes.low(from, to - 1) - entry);
        double atHigh = cash + signed * (extremes.high(from, to - 1) - entry);
        double least = signed > 0 ? atLow : atHigh;
        double most = signed > 0 ? atHigh : atLow;
        broke |= least <= 0;
        if (most < peak) {
            fallTo(least, from, to, cash, signed, entry);
        } else {
            rise(from, to, cash, signed, entry);
        }
        last = cash + signed * (close.get(to - 1) - entry);
    }

    /** A stretch that stays under the peak. */
    private void fallTo(double least, int from, int to, double cash, double signed, double entry) {
        under = true;
        double drawdown = 1 - least / peak;
        if (drawdown > deepest) {
            deepest = drawdown;
            if (drawdown > maxDrawdown && drawdownBar == NONE) {
                int bar = from;
                while (!(1 - (cash + signed * (close.get(bar) - entry)) / peak > maxDrawdown)) {
                    bar++;
                }
                drawdownBar = Math.min(bar, to - 1);
            }
        }
    }

    /** A stretch with new peaks, block by block. */
    private void rise(int from, int to, double cash, double signed, double entry) {
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
        boolean exact = Math.abs(signed) * range.tick > RESOLUTION * Math.max(cash, most);
        if (exact
                && 1 - least / most <= deepest
                && range.closeMillis(to) - peakMillis <= longestMillis) {
            // Neither a deeper drawdown nor a longer one can hide here.
            int bar = extremes.lastOf(best, from, to);
            peak = most;
            peakMillis = range.closeMillis(bar);
            under = bar != to;
            return;
        }
        for (int i = from; i <= to; i++) {
            bar(i, cash + signed * (close.get(i) - entry));
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

    double maxDrawdown() {
        return deepest;
    }

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
