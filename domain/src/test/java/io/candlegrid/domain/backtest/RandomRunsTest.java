package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.StrategySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomRunsTest {

    private static final int RUNS = 300;

    @ParameterizedTest
    @EnumSource(RandomStrategies.Scope.class)
    void everyCentOfEquityIsExplainedByTrades(RandomStrategies.Scope scope) {
        int trades = 0;
        int open = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            BacktestResult result = run(seed, scope);
            double explained = 10_000 + result.trades().stream().mapToDouble(Trade::pnl).sum();
            OpenPosition position = result.openPosition();
            explained += position == null ? 0 : position.unrealizedPnl();
            double last = result.dailyEquity().getLast().equity();
            if (last > 0) {
                assertThat(last)
                        .as("seed %d", seed)
                        .isCloseTo(explained, within(1e-9 * Math.max(1e4, last)));
            }
            assertThat(result.metrics().get(Metric.MAX_DRAWDOWN))
                    .as("seed %d", seed)
                    .isEqualTo(
                            result.dailyEquity().stream()
                                    .mapToDouble(DailyEquity::drawdown)
                                    .max()
                                    .orElseThrow());
            trades += result.trades().size();
            open += position == null ? 0 : 1;
        }
        assertThat(trades).isGreaterThan(RUNS * 5);
        assertThat(open).isGreaterThan(10);
    }

    private static BacktestResult run(long seed, RandomStrategies.Scope scope) {
        Timeframe timeframe = seed % 3 == 0 ? Timeframe.M5 : Timeframe.M1;
        CandleSeries series =
                RandomSeries.of(
                        seed,
                        RandomStrategies.instrument(scope),
                        timeframe,
                        timeframe.minutes() * 1500);
        StrategySpec spec = RandomStrategies.of(seed, scope, timeframe);
        TimeRange range = RandomSeries.range(seed, series);
        return ReferenceEngine.run(spec, series, range, 10_000);
    }
}
