/** Synchronous backtests over REST; entry class {@code BacktestController}. */
@NullMarked
package io.candlegrid.platform.backtest;

import org.jspecify.annotations.NullMarked;
