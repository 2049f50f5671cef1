package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.ScalarColumns;
import io.candlegrid.domain.backtest.MetricFormulas;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.StrategySpec;

/**
 * A strategy as a tight loop over bars on primitive arrays: what a careful programmer writes
 * without an engine. Everything is local to the loop but the indicator columns, which are made
 * before. Not thread-safe.
 */
abstract class ScalarLoop {

    /** What the loop and the engine must agree on. */
    record Outcome(int trades, double totalReturn, double maxDrawdown, double sharpe) {}

    /** Bars of a day. */
    static final int DAY = 1440;

    final ScalarColumns columns;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;

    /** Equity at the end of each day, written by the loop. */
    final double[] marks;

    final TradeLog log = new TradeLog();
    final double initialEquity;
    private final double[] returns;

    ScalarLoop(BenchGrid grid) {
        columns = new ScalarColumns(grid.series());
        open = grid.series().values(PriceSource.OPEN);
        high = grid.series().values(PriceSource.HIGH);
        low = grid.series().values(PriceSource.LOW);
        close = grid.series().values(PriceSource.CLOSE);
        marks = new double[(grid.bars() + DAY - 1) / DAY];
        returns = new double[marks.length];
        initialEquity = grid.spec().initialEquity();
    }

    /** Makes the columns of a strategy. */
    abstract void prepare(StrategySpec strategy);

    /** Runs the strategy that was prepared; the trades are in the log. */
    abstract Outcome run();

    /**
     * Evaluates a run.
     *
     * @param equity at the last close
     * @param daysMarked how many marks were written
     */
    final Outcome outcome(double equity, double maxDrawdown, int daysMarked) {
        if (daysMarked < marks.length) {
            marks[daysMarked] = equity;
        }
        MetricFormulas.dailyReturns(initialEquity, marks, marks.length, returns);
        return new Outcome(
                log.trades(),
                MetricFormulas.totalReturn(initialEquity, equity),
                maxDrawdown,
                MetricFormulas.sharpe(returns, returns.length));
    }
}
