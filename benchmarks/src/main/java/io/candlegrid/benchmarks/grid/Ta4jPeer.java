package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.optimization.FastEngine;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnCurrentCloseModel;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

/**
 * A strategy with ta4j: its doubles, orders filled at the close of the bar of the signal, one unit,
 * no costs (they move no trade and would take time), caches of indicators filled before.
 */
abstract class Ta4jPeer {

    final BenchGrid grid;
    final BarSeries series;
    final ClosePriceIndicator close;

    Ta4jPeer(BenchGrid grid) {
        this.grid = grid;
        series = Ta4jSeries.of(grid.series());
        close = new ClosePriceIndicator(series);
    }

    /** How its trades differ from the engine's; empty when they don't. */
    String difference() {
        return "";
    }

    /** Makes the indicators of a strategy and fills their caches. */
    abstract void prepare(StrategySpec strategy);

    /** Runs the strategy that was prepared; a record for each side. */
    abstract List<TradingRecord> run();

    /** The trades that {@link #run} must have made, from a program without ta4j. */
    List<TradeLog> expected(StrategySpec strategy) {
        return List.of(
                TradeLog.of(
                        FastEngine.run(
                                        strategy,
                                        grid.series(),
                                        grid.spec().range(),
                                        grid.spec().initialEquity())
                                .trades()));
    }

    final TradingRecord run(TradeType side, Rule entry, Rule exit) {
        return new BarSeriesManager(series, new TradeOnCurrentCloseModel())
                .run(
                        new BaseStrategy(entry, exit, side),
                        side,
                        BenchGrid.WARMUP,
                        series.getEndIndex());
    }
}
