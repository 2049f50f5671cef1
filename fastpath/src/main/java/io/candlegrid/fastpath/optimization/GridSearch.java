package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.optimization.OptimizationSpec;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One open search over one series. Several threads may run different ranges of it at the same time;
 * results do not depend on how the indices are divided.
 */
public final class GridSearch implements AutoCloseable {

    private GridSearch() {}

    /** What of a specification the fast engine does not do, by path; empty when it does it all. */
    public static List<ValidationError> unsupported(OptimizationSpec spec) {
        return List.of(
                new ValidationError(
                        "strategy", null, "unsupported", "the fast engine is not here yet"));
    }

    /**
     * Opens a search.
     *
     * @param series rolled up to the timeframe of the strategy, from {@code range.readFromMillis()}
     *     to the end of the range
     * @param memoryBudgetBytes upper bound of what columns and scratch space of all threads take
     * @throws UnsupportedSpecException when {@link #unsupported} is not empty
     */
    public static GridSearch open(
            OptimizationSpec spec, CandleSeries series, long memoryBudgetBytes) {
        List<ValidationError> unsupported = unsupported(spec);
        if (!unsupported.isEmpty()) {
            throw new UnsupportedSpecException(unsupported);
        }
        return new GridSearch();
    }

    /**
     * Runs the indices [from, to) in order on the calling thread and gives each to the sink.
     *
     * @param stop asked now and then; when it says so, the run ends early
     * @return the next index to run; {@code to} when all are done
     */
    public long run(long from, long to, TrialSink sink, BooleanSupplier stop) {
        return stop.getAsBoolean() ? from : to;
    }

    @Override
    public void close() {}
}
