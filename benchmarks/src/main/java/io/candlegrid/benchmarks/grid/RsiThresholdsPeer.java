package io.candlegrid.benchmarks.grid;

import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Objects;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** {@link RsiThresholdsLoop} with ta4j. */
final class RsiThresholdsPeer extends Ta4jPeer {

    private RSIIndicator rsi = new RSIIndicator(close, 2);
    private double oversold;
    private double overbought;

    RsiThresholdsPeer(BenchGrid grid) {
        super(grid);
    }

    @Override
    void prepare(StrategySpec strategy) {
        rsi =
                new RSIIndicator(
                        close,
                        Objects.requireNonNull(strategy.indicators().get("rsi"))
                                .intParam("window"));
        Ta4jSeries.fillCache(rsi);
        oversold = Objects.requireNonNull(strategy.constants().get("oversold"));
        overbought = Objects.requireNonNull(strategy.constants().get("overbought"));
    }

    @Override
    List<TradingRecord> run() {
        return List.of(
                run(
                        TradeType.BUY,
                        new UnderIndicatorRule(rsi, oversold),
                        new OverIndicatorRule(rsi, overbought)));
    }
}
