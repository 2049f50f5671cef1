package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.OperandValues;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.Pruning;
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

    /** Columns that walks may add later: the prices of each bar, and the extremes of eight. */
    private static final int COLUMNS_OF_WALKS = 5;

    /** What a thread takes besides signals: tiles, rows, panel. */
    private static final long SCRATCH = 16L << 20;

    private final SeriesColumns columns;
    private final long columnBytes;
    private final GridPlan plan;
    private final Pruning pruning;
    private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

    private GridSearch(SeriesColumns columns, int columnsToCome, GridPlan plan, Pruning pruning) {
        this.columns = columns;
        columnBytes = columns.bytes() + columnsToCome * (long) Long.BYTES * (columns.bars() + 1);
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
     * @param memoryBudgetBytes upper bound of what columns and scratch space take, of as many
     *     threads as the machine has processors; it does not depend on the number of combinations
     * @throws UnsupportedSpecException when {@link #unsupported} is not empty
     * @throws IllegalArgumentException when the budget is too small, and for whatever the reference
     *     engine refuses of some combination, e.g. sums that would not be exact
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
        requireSupported(spec);
        InputCheck.require(spec, input);
        SeriesColumns columns = new SeriesColumns(input.series());
        try {
            TradedRange range = new TradedRange(input, columns);
            GridPlan plan = new GridPlan(spec, range, columns);
            GridSearch search = new GridSearch(columns, columnsToCome(spec), plan, spec.pruning());
            search.requireBudget(memoryBudgetBytes);
            return search;
        } catch (RuntimeException e) {
            columns.close();
            throw e;
        }
    }

    /**
     * Runs the indices [from, to) in order on the calling thread and gives each to the sink.
     *
     * @param stop asked about every second; when it says so, the run ends early, and what is not
     *     given to the sink yet is for another run
     * @return the next index to run; {@code to} when all are done
     */
    public long run(long from, long to, TrialSink sink, BooleanSupplier stop) {
        @Nullable Workspace taken = idle.poll();
        Workspace workspace = taken == null ? new Workspace(plan, pruning) : taken;
        try {
            long next = from;
            while (next < to) {
                long done = workspace.run(next, to, sink, stop);
                if (done == next) {
                    return next;
                }
                next = done;
            }
            return next;
        } finally {
            idle.add(workspace);
        }
    }

    static void requireSupported(OptimizationSpec spec) {
        List<ValidationError> unsupported = unsupported(spec);
        if (!unsupported.isEmpty()) {
            throw new UnsupportedSpecException(unsupported);
        }
    }

    /** Columns of eight bytes a bar that may be made while it runs, at most. */
    private static int columnsToCome(OptimizationSpec spec) {
        int indicators =
                InputCheck.widest(spec).values().stream()
                        .mapToInt(use -> ColumnFormulas.columns(use.type()))
                        .sum();
        long prices = OperandValues.prices(spec.strategy()).stream().distinct().count();
        return COLUMNS_OF_WALKS + indicators + (int) prices;
    }

    /** Bytes of the columns that there are by now. */
    long columnBytes() {
        return columns.bytes();
    }

    /** Bytes that this search takes while {@code threads} threads run it, at most. */
    public long bytes(int threads) {
        return columnBytes + threads * (Workspace.bytes(plan) + SCRATCH);
    }

    private void requireBudget(long budget) {
        int threads = Runtime.getRuntime().availableProcessors();
        long needed = bytes(threads);
        if (needed > budget) {
            throw new IllegalArgumentException(
                    "a search over "
                            + columns.bars()
                            + " candles needs "
                            + (needed >> 20)
                            + " MiB on "
                            + threads
                            + " threads, but only "
                            + (budget >> 20)
                            + " MiB are allowed. Maybe shorten the range or raise the budget");
        }
    }

    /** Ends the search; no thread may be running. */
    @Override
    public void close() {
        columns.close();
    }
}
