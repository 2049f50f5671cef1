package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategySpec;

/**
 * A whole grid search with every default filled in; the document {@code optimization/v1}.
 *
 * @param strategy the template; the values of the space override its own
 * @param initialEquity quote units
 * @param top how many of the best trials are kept
 */
public record OptimizationSpec(
        StrategySpec strategy,
        TimeRange range,
        double initialEquity,
        ParameterSpace space,
        Metric objective,
        int top,
        Pruning pruning) {

    /** The same over another range, e.g. one that ends with the last closed candle. */
    public OptimizationSpec withRange(TimeRange other) {
        return new OptimizationSpec(strategy, other, initialEquity, space, objective, top, pruning);
    }
}
