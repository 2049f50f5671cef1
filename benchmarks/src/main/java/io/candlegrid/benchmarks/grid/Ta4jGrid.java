package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnCurrentCloseModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** The grid with ta4j, on its doubles, orders filled at the close of the bar of the signal. */
final class Ta4jGrid {

    private final BarSeries series;
    private final ClosePriceIndicator close;

    Ta4jGrid(CrossGrid grid) {
        CandleSeries candles = grid.series();
        series =
                new BaseBarSeriesBuilder()
                        .withName(candles.instrument().symbol())
                        .withNumFactory(DoubleNumFactory.getInstance())
                        .build();
        Duration length = Duration.ofMillis(candles.timeframe().millis());
        for (int i = 0; i < candles.bars(); i++) {
            series.barBuilder()
                    .timePeriod(length)
                    .endTime(Instant.ofEpochMilli(candles.tsCloseMillis(i)))
                    .openPrice(candles.value(PriceSource.OPEN, i))
                    .highPrice(candles.value(PriceSource.HIGH, i))
                    .lowPrice(candles.value(PriceSource.LOW, i))
                    .closePrice(candles.value(PriceSource.CLOSE, i))
                    .volume(candles.value(PriceSource.VOLUME, i))
                    .add();
        }
        close = new ClosePriceIndicator(series);
    }

    SMAIndicator average(int window) {
        return new SMAIndicator(close, window);
    }

    /** Runs one combination. */
    TradingRecord run(SMAIndicator fast, SMAIndicator slow, int slowWindow) {
        Strategy strategy =
                new BaseStrategy(
                        new CrossedUpIndicatorRule(fast, slow),
                        new CrossedDownIndicatorRule(fast, slow));
        strategy.setUnstableBars(slowWindow);
        BarSeriesManager manager =
                new BarSeriesManager(
                        series,
                        new LinearTransactionCostModel(CrossGrid.FEE_PCT / 100),
                        new ZeroCostModel(),
                        new TradeOnCurrentCloseModel());
        return manager.run(strategy);
    }
}
