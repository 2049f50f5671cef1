package io.candlegrid.domain.backtest;

/**
 * A backtest with its equity at every close.
 *
 * @param firstBar index in the series of the first traded bar
 * @param equity {@code double[traded bars]}, quote units, after the fills of each close
 */
public record BacktestTrace(BacktestResult result, int firstBar, double[] equity) {}
