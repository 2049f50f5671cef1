package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.ScalarColumns;
import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Objects;
import org.ta4j.core.Indicator;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** {@link BandStopsLoop} with ta4j, whose stops look at closes. */
final class BandStopsPeer extends Ta4jPeer {

    private Indicator<Num> middle = close;
    private Indicator<Num> lower = close;
    private double stopLoss;
    private double takeProfit;

    BandStopsPeer(BenchGrid grid) {
        super(grid);
    }

    @Override
    String difference() {
        return CloseStops.DIFFERENCE;
    }

    @Override
    void prepare(StrategySpec strategy) {
        IndicatorUse bands = Objects.requireNonNull(strategy.indicators().get("bb"));
        int window = bands.intParam("window");
        BollingerBandsMiddleIndicator average =
                new BollingerBandsMiddleIndicator(new SMAIndicator(close, window));
        middle = average;
        lower =
                new BollingerBandsLowerIndicator(
                        average,
                        new StandardDeviationIndicator(close, window),
                        series.numFactory().numOf(bands.param("k")));
        Ta4jSeries.fillCache(middle);
        Ta4jSeries.fillCache(lower);
        stopLoss = Objects.requireNonNull(strategy.stops().stopLossPct());
        takeProfit = Objects.requireNonNull(strategy.stops().takeProfitPct());
    }

    @Override
    List<TradingRecord> run() {
        return List.of(
                run(
                        TradeType.BUY,
                        new UnderIndicatorRule(close, lower),
                        new OverIndicatorRule(close, middle)
                                .or(new StopLossRule(close, stopLoss))
                                .or(new StopGainRule(close, takeProfit))));
    }

    @Override
    List<TradeLog> expected(StrategySpec strategy) {
        ScalarColumns columns = new ScalarColumns(grid.series());
        IndicatorUse bands = strategy.indicators().get("bb");
        double[] below = columns.of(bands, "lower");
        double[] mean = columns.of(bands, "middle");
        double[] closes = grid.series().values(PriceSource.CLOSE);
        return List.of(
                new CloseStops(closes, strategy.stops())
                        .run(1, i -> closes[i] < below[i], i -> closes[i] > mean[i]));
    }
}
