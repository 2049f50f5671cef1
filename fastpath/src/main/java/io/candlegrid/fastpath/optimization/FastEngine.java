package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.backtest.RecordedWalk;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.TradedRange;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.util.List;

/**
 * Single backtests by the fast engine, with trades, open position and days: the same result as the
 * reference engine. Stateless and thread-safe.
 */
public final class FastEngine {

    private FastEngine() {}

    /** Runs a strategy without funding, mark prices and lot sizes. */
    public static BacktestResult run(
            StrategySpec strategy, CandleSeries series, TimeRange range, double initialEquity) {
        return run(strategy, BacktestInput.of(series, range, initialEquity));
    }

    /**
     * Runs a strategy; UnsupportedSpecException when it uses an indicator without a formula here.
     */
    public static BacktestResult run(StrategySpec strategy, BacktestInput input) {
        OptimizationSpec spec =
                new OptimizationSpec(
                        strategy,
                        input.range(),
                        input.initialEquity(),
                        new ParameterSpace(List.of(), List.of()),
                        Metric.TOTAL_RETURN,
                        1,
                        Pruning.NONE);
        GridSearch.requireSupported(spec);
        InputCheck.require(spec, input);
        try (SeriesColumns columns = new SeriesColumns(input.series())) {
            TradedRange range = new TradedRange(input, columns);
            GridPlan plan = new GridPlan(spec, range, columns);
            RuleBits bits = new SingleWalks(plan, Pruning.NONE, 1);
            Panel panel = new Panel(plan, 1, 1);
            panel.build(0, 1);
            new SignalScan(plan).scan(panel, 0, 1, bits);
            return RecordedWalk.run(range, new Terms(strategy), bits.bits(), bits.offsets(0));
        }
    }
}
