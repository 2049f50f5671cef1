package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.BacktestTrace;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.PruningVerdict;
import io.candlegrid.fastpath.optimization.FastEngine;
import io.candlegrid.fastpath.optimization.GridDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs random cases with both engines, singly and in a search of a few combinations, counts what
 * they met and tells where they differ. Not thread-safe.
 */
final class Differential {

    private final Coverage coverage = new Coverage();
    private final List<String> differences = new ArrayList<>();

    /** Runs the pair of a seed. */
    void run(long seed) {
        RandomCase drawn = RandomCase.of(seed);
        BacktestTrace trace = ReferenceEngine.trace(drawn.strategy(), drawn.input());
        BacktestResult expected = trace.result();
        OptimizationSpec search = RandomSearch.of(drawn);
        try {
            BacktestResult actual = FastEngine.run(drawn.strategy(), drawn.input());
            if (!actual.equals(expected)) {
                differences.add("seed " + seed + " " + describe(expected, actual));
            }
            for (String difference : GridDifference.of(search, drawn.input())) {
                differences.add("seed " + seed + " in a search: " + difference);
            }
        } catch (RuntimeException | AssertionError e) {
            differences.add("seed " + seed + " fast engine: " + e);
        }
        Facts facts = new Facts();
        DrawnFacts.add(drawn, facts);
        ReachedFacts.add(drawn, expected, facts);
        facts.add("combinations of the search", Long.toString(search.space().size()));
        facts.add("pruned in the search", prunedFor(search, trace));
        coverage.add(facts);
    }

    /** Runs the random search of a seed; it is not among what is counted. */
    void runGrid(long seed) {
        Scope scope = Scope.values()[(int) (seed % Scope.values().length)];
        for (String difference : GridDifference.of(seed, scope)) {
            differences.add("search of seed " + seed + " " + scope + " " + difference);
        }
    }

    Coverage coverage() {
        return coverage;
    }

    /** In words, one of each seed that differs; empty when the engines agree. */
    List<String> differences() {
        return differences;
    }

    private static String prunedFor(OptimizationSpec search, BacktestTrace trace) {
        return PruningVerdict.of(search.pruning(), trace, search.initialEquity())
                .map(verdict -> Coverage.label(verdict.reason()))
                .orElse(search.pruning().equals(Pruning.NONE) ? "not asked" : "kept");
    }

    private static String describe(BacktestResult expected, BacktestResult actual) {
        List<Trade> trades = expected.trades();
        for (int i = 0; i < Math.min(trades.size(), actual.trades().size()); i++) {
            if (!trades.get(i).equals(actual.trades().get(i))) {
                return "trade " + i + both(trades.get(i), actual.trades().get(i));
            }
        }
        if (trades.size() != actual.trades().size()) {
            return "trades" + both(trades.size(), actual.trades().size());
        }
        if (!Objects.equals(expected.openPosition(), actual.openPosition())) {
            return "open position" + both(expected.openPosition(), actual.openPosition());
        }
        for (Metric metric : Metric.values()) {
            double wanted = expected.metrics().get(metric);
            double got = actual.metrics().get(metric);
            if (Double.compare(wanted, got) != 0) {
                return metric.label() + both(wanted, got);
            }
        }
        return expected.dailyEquity().equals(actual.dailyEquity())
                ? "compatibility" + both(expected.compatibility(), actual.compatibility())
                : "days" + both(expected.dailyEquity(), actual.dailyEquity());
    }

    private static String both(@Nullable Object wanted, @Nullable Object got) {
        return " reference=" + wanted + " fast=" + got;
    }
}
