package io.candlegrid.domain.backtest;

/** One of two results that are compared, with all that it came from. */
public record ComparedResult(
        BacktestSpec spec, BacktestInput input, BacktestResult result, Lineage lineage) {}
