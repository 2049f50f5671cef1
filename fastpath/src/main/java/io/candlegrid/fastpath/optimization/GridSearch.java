package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.strategy.IndicatorUse;
import io.candlegrid.fastpath.backtest.TradedRange;
import io.candlegrid.fastpath.indicator.ColumnFormulas;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One open search over one series. Several threads may run different ranges of it at the same time;
 * results do not depend on how the indices are divided.
 */
public final class GridSearch implements AutoCloseable {

    private final SeriesColumns columns;
    private final GridPlan plan;
    private final Pruning pruning;
    private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

    private GridSearch(SeriesColumns columns, GridPlan plan, Pruning pruning) {
        this.columns = columns;
        this.plan = plan;
        this.pruning = pruning;
    }

    /** What of a specification the fast engine does not do, by path; empty when it does it all. */
    public static List<ValidationError> unsupported(OptimizationSpec spec) {
        List<ValidationError> errors = new ArrayList<>();
        for (Map.Entry<String, IndicatorUse> entry : spec.strategy().indicators().entrySet()) {
            String type = entry.getValue().type();
            if (!ColumnFormulas.isKnown(type)) {
                errors.add(
                        new ValidationError(
                                "strategy.indicators." + entry.getKey() + ".type",
                                null,
                                "unsupported",
                                "the fast engine does not know the indicator " + type));
            }
        }
        return List.copyOf(errors);
    }

    /**
     * Opens a search without funding, mark prices and lot sizes.
     *
     * @param series rolled up to the timeframe of the strategy, from {@code range.readFromMillis()}
     *     to the end of the range
     * @param memoryBudgetBytes upper bound of what columns and scratch space of all threads take
     * @throws UnsupportedSpecException when {@link #unsupported} is not empty
     */
    public static GridSearch open(
            OptimizationSpec spec, CandleSeries series, long memoryBudgetBytes) {
        return open(
                spec,
                BacktestInput.of(series, spec.range(), spec.initialEquity()),
                memoryBudgetBytes);
    }

    /** Opens a search. */
    public static GridSearch open(
            OptimizationSpec spec, BacktestInput input, long memoryBudgetBytes) {
        List<ValidationError> unsupported = unsupported(spec);
        if (!unsupported.isEmpty()) {
            throw new UnsupportedSpecException(unsupported);
        }
        SeriesColumns columns = new SeriesColumns(input.series());
        try {
            TradedRange range = new TradedRange(input, columns);
            GridPlan plan = new GridPlan(spec, range, columns);
            return new GridSearch(columns, plan, spec.pruning());
        } catch (RuntimeException e) {
            columns.close();
            throw e;
        }
    }

    /**
     * Runs the indices [from, to) in order on the calling thread and gives each to the sink.
     *
     * @param stop asked now and then; when it says so, the run ends early
     * @return the next index to run; {@code to} when all are done
     */
    public long run(long from, long to, TrialSink sink, BooleanSupplier stop) {
        @Nullable Workspace taken = idle.poll();
        Workspace workspace = taken == null ? new Workspace(plan, pruning) : taken;
        try {
            long next = from;
            while (next < to && !stop.getAsBoolean()) {
                next = workspace.run(next, to, sink);
            }
            return next;
        } finally {
            idle.add(workspace);
        }
    }

    /** Ends the search; no thread may be running. */
    @Override
    public void close() {
        columns.close();
    }
}
