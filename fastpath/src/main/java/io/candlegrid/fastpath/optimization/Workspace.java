package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.Outcome;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space with which one thread runs panels: the signals of a batch of rules are found in one
 * scan over the bars, then all combinations with these rules are walked. Not thread-safe.
 */
final class Workspace {

    private static final int MOST_INDICES = 1 << 14;
    private static final int MOST_RULES = 1 << 14;

    private final GridPlan plan;
    private final Pruning pruning;
    private final Panel panel;
    private final SignalScan scan;
    private final SignalWalk signals;
    private final int[] rowOf;
    private final TrialRows rows;
    private final long[] positions;
    private int batch;
    private @Nullable Workspace single;

    Workspace(GridPlan plan, Pruning pruning) {
        this(plan, pruning, signals(plan, pruning), MOST_INDICES, MOST_RULES);
    }

    private Workspace(
            GridPlan plan, Pruning pruning, SignalWalk signals, int mostIndices, int mostRules) {
        this.plan = plan;
        this.pruning = pruning;
        this.signals = signals;
        panel = new Panel(plan, mostIndices, mostRules);
        scan = new SignalScan(plan);
        rowOf = new int[signals.lanes()];
        rows = new TrialRows(mostIndices);
        positions = new long[plan.axes.length];
        batch = signals.mostRules();
    }

    private static SignalWalk signals(GridPlan plan, Pruning pruning) {
        if (plan.lists) {
            return new TurnLists(plan, pruning);
        }
        return plan.trips
                ? new TripWalks(plan, pruning, MOST_RULES)
                : new SingleWalks(plan, pruning, MOST_RULES);
    }

    /** Bytes that a workspace takes at most, beyond a few megabytes. */
    static long bytes(GridPlan plan) {
        return plan.lists ? TurnLists.bytes(plan) : RuleBits.bytes(plan);
    }

    /** Runs some indices from {@code from} on and returns the next one; none when stopped. */
    long run(long from, long to, TrialSink sink, BooleanSupplier stop) {
        int count = evaluate(from, to, stop);
        for (int i = 0; i < count; i++) {
            sink.accept(rows.at(i));
        }
        return from + count;
    }

    private int evaluate(long from, long to, BooleanSupplier stop) {
        int count = panel.build(from, to);
        rows.clear(from, count);
        for (int done = 0; done < panel.rules(); ) {
            if (stop.getAsBoolean()) {
                return 0;
            }
            int end = Math.min(panel.rules(), done + batch);
            signals.clear(end - done);
            if (scan.scan(panel, done, end, signals)) {
                walk(from, done, end);
                done = end;
            } else {
                // The signals of so many rules don't fit: of fewer they do, of one always.
                batch = Math.max(1, (end - done) / 2);
            }
        }
        return count;
    }

    /** Walks the combinations whose rules are at the places [done, end). */
    private void walk(long from, int done, int end) {
        int lane = 0;
        for (int i = panel.walkedBefore(done); i < panel.walkedBefore(end); i++) {
            int index = panel.walked(i);
            signals.put(lane, panel.placeOf(index) - done);
            plan.decode(from + index, positions);
            plan.apply(positions, signals.terms(lane));
            rowOf[lane++] = index;
            if (lane == rowOf.length) {
                walk(from, lane);
                lane = 0;
            }
        }
        if (lane > 0) {
            walk(from, lane);
        }
    }

    private void walk(long from, int lanes) {
        signals.walk(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            Outcome outcome = signals.outcome(lane);
            if (outcome == Outcome.UNSUITABLE) {
                runSingle(from + rowOf[lane], rowOf[lane]);
            } else {
                rows.set(rowOf[lane], outcome, signals.result(lane));
            }
        }
    }

    /** Runs one combination on bitsets. */
    private void runSingle(long index, int row) {
        Workspace other = single;
        if (other == null) {
            other = new Workspace(plan, pruning, new SingleWalks(plan, pruning, 1), 1, 1);
            single = other;
        }
        other.panel.build(index, index + 1);
        other.scan.scan(other.panel, 0, 1, other.signals);
        plan.decode(index, other.positions);
        other.signals.put(0, 0);
        plan.apply(other.positions, other.signals.terms(0));
        other.signals.walk(1);
        rows.set(row, other.signals.outcome(0), other.signals.result(0));
    }
}
