package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategySpec;

/**
 * One strategy over one range; the document {@code backtest/v1}.
 *
 * @param initialEquity quote units
 */
public record BacktestSpec(StrategySpec strategy, TimeRange range, double initialEquity) {}
