/**
 * Backtests that walk from signal to signal: {@link io.candlegrid.fastpath.backtest.LaneWalk} where
 * nothing but rules ends a position, {@link io.candlegrid.fastpath.backtest.BitWalk} for everything
 * there is. Both feed the metrics of the domain in the order of the reference engine.
 */
@NullMarked
package io.candlegrid.fastpath.backtest;

import org.jspecify.annotations.NullMarked;
