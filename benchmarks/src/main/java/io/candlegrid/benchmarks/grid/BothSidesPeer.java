package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.ScalarColumns;
import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * {@link BothSidesLoop} with ta4j, whose strategies have one side: a run for each. The sides meet
 * only on the bar of a cross, where one ends and the other begins.
 */
final class BothSidesPeer extends Ta4jPeer {

    private EMAIndicator fast = new EMAIndicator(close, 2);
    private EMAIndicator slow = fast;
    private double trailing;

    BothSidesPeer(BenchGrid grid) {
        super(grid);
    }

    @Override
    String difference() {
        return CloseStops.DIFFERENCE + "; each side is a run of its own";
    }

    @Override
    void prepare(StrategySpec strategy) {
        fast = average(strategy, "fast");
        slow = average(strategy, "slow");
        trailing = Objects.requireNonNull(strategy.stops().trailingPct());
    }

    private EMAIndicator average(StrategySpec strategy, String name) {
        int window = Objects.requireNonNull(strategy.indicators().get(name)).intParam("window");
        EMAIndicator average = new EMAIndicator(close, window);
        Ta4jSeries.fillCache(average);
        return average;
    }

    @Override
    List<TradingRecord> run() {
        CrossedUpIndicatorRule up = new CrossedUpIndicatorRule(fast, slow);
        CrossedDownIndicatorRule down = new CrossedDownIndicatorRule(fast, slow);
        return List.of(
                run(TradeType.BUY, up, down.or(new KeptTrailingRule(close, trailing))),
                run(TradeType.SELL, down, up.or(new KeptTrailingRule(close, trailing))));
    }

    @Override
    List<TradeLog> expected(StrategySpec strategy) {
        ScalarColumns columns = new ScalarColumns(grid.series());
        double[] quick = columns.of(strategy.indicators().get("fast"), "value");
        double[] calm = columns.of(strategy.indicators().get("slow"), "value");
        IntPredicate up = i -> quick[i] > calm[i] && quick[i - 1] <= calm[i - 1];
        IntPredicate down = i -> quick[i] < calm[i] && quick[i - 1] >= calm[i - 1];
        CloseStops stops =
                new CloseStops(grid.series().values(PriceSource.CLOSE), strategy.stops());
        return List.of(stops.run(1, up, down), stops.run(-1, down, up));
    }
}
