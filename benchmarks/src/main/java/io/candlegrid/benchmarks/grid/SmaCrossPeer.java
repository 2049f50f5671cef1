package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Objects;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** {@link SmaCrossLoop} with ta4j. */
final class SmaCrossPeer extends Ta4jPeer {

    private SMAIndicator fast = new SMAIndicator(close, 2);
    private SMAIndicator slow = fast;

    SmaCrossPeer(BenchGrid grid) {
        super(grid);
    }

    @Override
    void prepare(StrategySpec strategy) {
        fast = average(strategy, "fast");
        slow = average(strategy, "slow");
    }

    private SMAIndicator average(StrategySpec strategy, String name) {
        int window = Objects.requireNonNull(strategy.indicators().get(name)).intParam("window");
        SMAIndicator average = new SMAIndicator(close, window);
        Ta4jSeries.fillCache(average);
        return average;
    }

    @Override
    List<TradingRecord> run() {
        return List.of(
                run(
                        TradeType.BUY,
                        new CrossedUpIndicatorRule(fast, slow),
                        new CrossedDownIndicatorRule(fast, slow)));
    }
}
