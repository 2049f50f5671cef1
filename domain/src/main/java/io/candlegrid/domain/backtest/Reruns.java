package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.StrategySpec;

/**
 * One strategy over the same candles, run again and again with other fills and costs by the
 * reference engine; the operands are computed once. Not thread-safe.
 */
final class Reruns {

    private final StrategySpec spec;
    private final BacktestInput input;
    private final RuleEvaluator rules;

    /** Refuses what {@link ReferenceEngine#run} refuses. */
    Reruns(StrategySpec spec, BacktestInput input) {
        ReferenceEngine.check(spec, input);
        this.spec = spec;
        this.input = input;
        rules = new RuleEvaluator(OperandValues.of(spec, input.series()));
    }

    /** The whole result. */
    BacktestResult run(Execution execution, BarWatch watch) {
        return ReferenceEngine.trace(spec.with(execution), input, rules, watch).result();
    }

    /** Whether the last equity is at least the initial one. */
    boolean keepsItsMoney(Execution execution) {
        MetricAccumulator metrics = new MetricAccumulator();
        metrics.reset();
        double[] equity =
                new Simulation(spec.with(execution), input, rules, metrics, BarWatch.NONE).run();
        return equity[equity.length - 1] >= input.initialEquity();
    }
}
