package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.BacktestTrace;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.backtest.RandomStrategies;
import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.ConstraintFilter;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.PruningVerdict;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a random search with both engines and lists where they differ. */
public final class GridDifference {

    private static final Timeframe[] TIMEFRAMES = {
        Timeframe.M1, Timeframe.M1, Timeframe.M1, Timeframe.M5, Timeframe.M15
    };

    /** Every difference of a seed's search, in words; empty when the engines agree. */
    public static List<String> of(long seed, Scope scope) {
        return new GridDifference(seed, scope, Pruning.NONE, false).run();
    }

    /** The same with funding, mark prices and lot sizes. */
    static List<String> ofVenue(long seed) {
        return new GridDifference(seed, Scope.EVERYTHING, Pruning.NONE, true).run();
    }

    /** The same with pruning predicates, which are looked at bar by bar for comparison. */
    static List<String> ofPruned(long seed, Scope scope) {
        return new GridDifference(seed, scope, RandomGrids.pruning(seed), false).run();
    }

    /** Every difference of a search that was drawn elsewhere. */
    public static List<String> of(OptimizationSpec spec, BacktestInput input) {
        return new GridDifference(spec, input).run();
    }

    private final OptimizationSpec spec;
    private final BacktestInput input;
    private final ConstraintFilter filter;
    private final List<String> differences = new ArrayList<>();
    private long next;

    private GridDifference(long seed, Scope scope, Pruning pruning, boolean venue) {
        Timeframe timeframe = TIMEFRAMES[(int) (seed % TIMEFRAMES.length)];
        int minutes = (1_200 + (int) (seed * 37 % 2_500)) * timeframe.minutes();
        CandleSeries series =
                RandomSeries.of(seed, RandomStrategies.instrument(scope), timeframe, minutes);
        TimeRange range = RandomSeries.range(seed, series);
        spec = RandomGrids.of(seed, scope, timeframe, range, pruning);
        input =
                venue
                        ? RandomVenue.input(seed, series, range, spec.initialEquity())
                        : BacktestInput.of(series, range, spec.initialEquity());
        filter = ConstraintFilter.of(spec.space());
    }

    private GridDifference(OptimizationSpec spec, BacktestInput input) {
        this.spec = spec;
        this.input = input;
        filter = ConstraintFilter.of(spec.space());
    }

    private List<String> run() {
        long size = spec.space().size();
        try (GridSearch search = GridSearch.open(spec, input, 1L << 30)) {
            long end = search.run(0, size, this::compare, () -> false);
            if (end != size || next != size) {
                differences.add("end=" + end + " seen=" + next + " size=" + size);
            }
        }
        return differences;
    }

    private void compare(TrialView trial) {
        if (trial.index() != next++) {
            differences.add("index " + trial.index());
        }
        long[] positions = new long[spec.space().axes().size()];
        spec.space().decode(trial.index(), positions);
        if (!filter.satisfies(positions)) {
            expect(trial, TrialView.Status.SKIPPED_BY_CONSTRAINT);
            return;
        }
        StrategySpec strategy = Combinations.bind(spec, trial.index());
        BacktestTrace trace = ReferenceEngine.trace(strategy, input);
        Optional<PruningVerdict> pruned =
                PruningVerdict.of(spec.pruning(), trace, spec.initialEquity());
        if (pruned.isPresent()) {
            expect(trial, TrialView.Status.PRUNED);
            if (trial.pruneReason() != pruned.get().reason()
                    || trial.pruneBar() != pruned.get().bar()) {
                differences.add(
                        "index "
                                + trial.index()
                                + " reference="
                                + pruned.get()
                                + " fast="
                                + trial.pruneReason()
                                + " "
                                + trial.pruneBar());
            }
            return;
        }
        expect(trial, TrialView.Status.EVALUATED);
        if (trial.index() % 16 == 0 && !FastEngine.run(strategy, input).equals(trace.result())) {
            differences.add("index " + trial.index() + " run alone");
        }
        compareMetrics(trace.result(), trial);
    }

    private void expect(TrialView trial, TrialView.Status status) {
        if (trial.status() != status) {
            differences.add("index " + trial.index() + " is " + trial.status() + " not " + status);
        }
    }

    private void compareMetrics(BacktestResult expected, TrialView trial) {
        for (Metric metric : Metric.values()) {
            double wanted = expected.metrics().get(metric);
            double got = trial.metric(metric);
            if (Double.doubleToLongBits(wanted) != Double.doubleToLongBits(got)) {
                differences.add(
                        "index "
                                + trial.index()
                                + " "
                                + metric.label()
                                + " reference="
                                + wanted
                                + " fast="
                                + got);
            }
        }
    }
}
