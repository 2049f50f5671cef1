package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.BitWalk;
import io.candlegrid.fastpath.backtest.ListWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.WalkResult;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import io.candlegrid.fastpath.strategy.RuleProgram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Scratch space with which one thread runs panels. Not thread-safe. */
final class Workspace {

    private static final int MOST_INDICES = 1 << 14;
    private static final int MOST_LISTS = 1 << 13;
    private static final int POOL = 1 << 23;
    private static final long BIT_BYTES = 1L << 26;

    private final GridPlan plan;
    private final Panel panel;
    private final SignalScan scan;
    private final WalkResult result;
    private final Terms terms;
    private final long[] positions;
    private final View view = new View();
    private final @Nullable Lists lists;
    private final @Nullable Bits bits;
    private final Pruning pruning;
    private @Nullable Workspace single;
    private int limit;

    private record Lists(EventLists events, TurnLists turns, ListWalk walk) {}

    private record Bits(RuleBits rules, BitWalk walk) {}

    Workspace(GridPlan plan, Pruning pruning) {
        this(plan, pruning, plan.lists, Integer.MAX_VALUE);
    }

    private Workspace(GridPlan plan, Pruning pruning, boolean useLists, int mostRules) {
        this.plan = plan;
        this.pruning = pruning;
        scan = new SignalScan(plan);
        result = new WalkResult(plan.range, pruning);
        terms = new Terms(plan.template);
        positions = new long[plan.axes.length];
        RuleProgram entry = plan.rules.program(plan.entryRole());
        RuleProgram exit = plan.rules.program(plan.exitRole());
        if (useLists && entry != null && exit != null) {
            limit = Math.min(mostRules, MOST_LISTS);
            EventLists events = new EventLists(limit, Math.max(POOL, 2 * plan.range.end()));
            lists =
                    new Lists(
                            events,
                            new TurnLists(plan, events, entry, exit),
                            new ListWalk(plan.range, result));
            bits = null;
        } else {
            long perRule =
                    Arrays.stream(Role.values())
                                    .filter(role -> plan.rules.program(role) != null)
                                    .count()
                            * RuleBits.wordsPerRule(plan)
                            * Long.BYTES;
            limit = Math.clamp(BIT_BYTES / perRule, 1, Math.min(mostRules, MOST_LISTS));
            lists = null;
            bits = new Bits(new RuleBits(plan, limit), new BitWalk(plan.range, result, terms));
        }
        panel = new Panel(plan, MOST_INDICES, limit);
    }

    /** Bytes that a workspace takes at most, beyond a small constant. */
    static long bytes(GridPlan plan) {
        return plan.lists
                ? Integer.BYTES * ((long) Math.max(POOL, 2 * plan.range.end()) + MOST_LISTS * 256L)
                : BIT_BYTES + 4L * RuleBits.wordsPerRule(plan) * Long.BYTES;
    }

    /** Runs some indices from {@code from} on and returns the next one. */
    long run(long from, long to, TrialSink sink) {
        int count = panel.build(from, to, limit);
        while (!scan()) {
            // The signals of so many rules don't fit the pool: fewer do, one always does.
            limit = Math.max(1, panel.rules() / 2);
            count = panel.build(from, to, limit);
        }
        plan.decode(from, positions);
        for (int i = 0; i < count; i++) {
            view.index = from + i;
            view.result = result;
            if (panel.runs(i)) {
                plan.apply(positions, terms);
                view.set(walk(panel.ruleOf(i)));
                if (view.outcome == Outcome.UNSUITABLE) {
                    view.takeOver(single().runSingle(from + i));
                }
            } else {
                view.set(null);
            }
            sink.accept(view);
            plan.advance(positions);
        }
        return from + count;
    }

    private boolean scan() {
        Lists l = lists;
        if (l != null) {
            l.events().clear(panel.rules());
            return scan.scan(panel, l.turns());
        }
        return scan.scan(panel, bits().rules());
    }

    private Outcome walk(int rule) {
        Lists l = lists;
        if (l != null) {
            int count = l.events().count(rule);
            return l.walk().run(plan.sign(), terms, l.events().list(rule), count);
        }
        RuleBits rules = bits().rules();
        return bits().walk().run(terms, rules.bits(), rules.offsets(rule));
    }

    private Bits bits() {
        Bits b = bits;
        if (b == null) {
            throw new IllegalStateException("runs lists");
        }
        return b;
    }

    private Workspace single() {
        Workspace other = single;
        if (other == null) {
            other = new Workspace(plan, pruning, false, 1);
            single = other;
        }
        return other;
    }

    /** Runs one combination on bitsets. */
    private View runSingle(long index) {
        run(index, index + 1, trial -> {});
        return view;
    }

    private final class View implements TrialView {

        private long index;
        private @Nullable Outcome outcome;
        private WalkResult result = Workspace.this.result;

        /**
         * @param reached null for a combination that constraints exclude
         */
        void set(@Nullable Outcome reached) {
            outcome = reached;
        }

        void takeOver(View other) {
            outcome = other.outcome;
            result = other.result;
        }

        @Override
        public long index() {
            return index;
        }

        @Override
        public Status status() {
            return outcome == null
                    ? Status.SKIPPED_BY_CONSTRAINT
                    : outcome == Outcome.PRUNED ? Status.PRUNED : Status.EVALUATED;
        }

        @Override
        public Pruning.@Nullable Reason pruneReason() {
            return outcome == Outcome.PRUNED ? result.pruneReason() : null;
        }

        @Override
        public int pruneBar() {
            return outcome == Outcome.PRUNED ? result.pruneBar() : -1;
        }

        @Override
        public double metric(Metric metric) {
            return outcome == Outcome.EVALUATED ? result.values()[metric.ordinal()] : Double.NaN;
        }

        @Override
        public void copyMetrics(double[] target) {
            if (outcome == Outcome.EVALUATED) {
                System.arraycopy(result.values(), 0, target, 0, Metric.COUNT);
            } else {
                Arrays.fill(target, 0, Metric.COUNT, Double.NaN);
            }
        }
    }
}
