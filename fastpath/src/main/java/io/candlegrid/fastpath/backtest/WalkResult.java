package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.MetricAccumulator;
import io.candlegrid.domain.optimization.Pruning;
import org.jspecify.annotations.Nullable;

/**
 * What a walk collects and leaves: the equity's course, metrics, and the pruning predicate that
 * holds first. Reused from run to run; not thread-safe.
 */
public final class WalkResult {

    static final int NONE = Integer.MAX_VALUE;

    final MetricAccumulator metrics = new MetricAccumulator();
    final EquityTracker tracker;

    private final TradedRange range;
    private final int maxTrades;
    private final int minTrades;
    private final boolean prunes;
    private final double[] values = new double[Metric.COUNT];
    private int tradesBar;
    private Pruning.@Nullable Reason reason;
    private int bar;

    public WalkResult(TradedRange range, Pruning pruning) {
        this.range = range;
        tracker = new EquityTracker(range, pruning);
        Integer most = pruning.maxTrades();
        Integer least = pruning.minTrades();
        maxTrades = most == null ? NONE : most;
        minTrades = least == null ? 0 : least;
        prunes = !pruning.equals(Pruning.NONE);
    }

    /** {@code double[Metric.COUNT]} of the last run, NaN where undefined. */
    public double[] values() {
        return values;
    }

    /** The predicate that holds first, or null. */
    public Pruning.@Nullable Reason pruneReason() {
        return reason;
    }

    /** Bar at whose close it holds. */
    public int pruneBar() {
        return bar;
    }

    void reset() {
        metrics.reset();
        tracker.reset(range.input.initialEquity(), metrics.dayMarks(range.days.count()));
        tradesBar = NONE;
        reason = null;
        bar = -1;
    }

    /** A trade was closed on a bar, the n-th so far. */
    void closed(int exitBar, int trades) {
        if (trades > maxTrades && tradesBar == NONE) {
            tradesBar = exitBar;
        }
    }

    /**
     * All trades are known before any is followed.
     *
     * @param events {@code int[≥ 2 · trades]}, bars: entry, exit, entry, …
     */
    void closedInAll(int[] events, int trades) {
        if (trades > maxTrades) {
            closed(events[2 * maxTrades + 1], trades);
        }
    }

    /** Whether a predicate holds on a bar before {@code end}, up to which all is known. */
    boolean isPrunedBefore(int end) {
        if (!prunes) {
            return false;
        }
        int drawdown = tracker.drawdownBar();
        int loss = tracker.lossBar();
        int first = Math.min(drawdown, Math.min(loss, tradesBar));
        if (first >= end) {
            return false;
        }
        bar = first;
        reason =
                first == drawdown
                        ? Pruning.Reason.MAX_DRAWDOWN
                        : first == loss ? Pruning.Reason.LOSS_WINDOW : Pruning.Reason.MAX_TRADES;
        return true;
    }

    /** Ends the run: every close has been told. */
    Outcome finish() {
        tracker.finish();
        if (isPrunedBefore(range.end)) {
            return Outcome.PRUNED;
        }
        if (metrics.trades() < minTrades) {
            reason = Pruning.Reason.MIN_TRADES;
            bar = range.end - 1;
            return Outcome.PRUNED;
        }
        metrics.evaluate(
                range.input.initialEquity(),
                tracker.last(),
                range.days.count(),
                range.end - range.first,
                range.seconds,
                range.firstClose,
                range.lastClose,
                tracker.maxDrawdown(),
                tracker.maxDrawdownSeconds(),
                values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isFinite(values[i]) ? values[i] + 0.0 : Double.NaN;
        }
        return Outcome.EVALUATED;
    }
}
