package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.PruningVerdict;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** Holds from the first bar to the end, so that equity is proportional to the close. */
    private static final StrategySpec HOLD =
            new StrategySpec(
                    RandomSeries.spot(),
                    Timeframe.D1,
                    new TreeMap<>(),
                    new SideRules(
                            new Rule.Compare(
                                    Rule.Comparison.GT,
                                    new Operand.Price(PriceSource.CLOSE),
                                    new Operand.Literal(0)),
                            null),
                    null,
                    new TreeMap<>(),
                    Stops.NONE,
                    Sizing.ALL_IN,
                    new Execution(
                            Execution.Fill.CLOSE,
                            0,
                            null,
                            0,
                            Execution.Intrabar.PESSIMISTIC,
                            1,
                            false));

    @Test
    void measuresTheEquityCurveByDays() {
        BacktestTrace trace = hold(100, 110, 99, 121, 108.9);
        Metrics metrics = trace.result().metrics();
        double[] r = {0, 0.1, -0.1, 121 / 99.0 - 1, -0.1};
        double mean = (r[0] + r[1] + r[2] + r[3] + r[4]) / 5;
        double squares = 0;
        for (double value : r) {
            squares += (value - mean) * (value - mean);
        }

        assertThat(metrics.get(Metric.TOTAL_RETURN)).isCloseTo(0.089, within(1e-12));
        assertThat(metrics.get(Metric.BENCHMARK_RETURN)).isCloseTo(0.089, within(1e-12));
        assertThat(metrics.get(Metric.EXCESS_RETURN)).isCloseTo(0, within(1e-12));
        assertThat(metrics.get(Metric.CAGR)).isCloseTo(Math.pow(1.089, 73) - 1, within(1e-9));
        assertThat(metrics.get(Metric.SHARPE))
                .isCloseTo(mean / Math.sqrt(squares / 4) * Math.sqrt(365), within(1e-9));
        assertThat(metrics.get(Metric.SORTINO))
                .isCloseTo(mean / Math.sqrt(0.02 / 5) * Math.sqrt(365), within(1e-9));
        assertThat(metrics.get(Metric.MAX_DRAWDOWN)).isCloseTo(0.1, within(1e-12));
        assertThat(metrics.get(Metric.EXPOSURE)).isEqualTo(1);
        assertThat(metrics.get(Metric.TRADES)).isZero();
        assertThat(metrics.isDefined(Metric.WIN_RATE)).isFalse();
        assertThat(metrics.isDefined(Metric.PROFIT_FACTOR)).isFalse();
        assertThat(metrics.isDefined(Metric.SQN)).isFalse();
        assertThat(trace.result().compatibility().get(Compatibility.Column.SHARPE_VECTORBT))
                .as("daily bars from the initial equity: the same returns")
                .isCloseTo(metrics.get(Metric.SHARPE), within(1e-9));
    }

    @Test
    void drawdownLastsFromThePeakToTheCloseThatRegainsIt() {
        double day = 86_400;

        assertThat(seconds(hold(100, 120, 90, 100, 120, 119))).isEqualTo(3 * day);
        assertThat(seconds(hold(100, 120, 110, 121, 100, 100, 100))).isEqualTo(3 * day);
        assertThat(seconds(hold(100, 110, 120))).isZero();
        assertThat(seconds(hold(100, 100, 100, 90))).as("peak at the latest").isEqualTo(day);
    }

    @Test
    void daysWithoutBarsCarryOver() {
        CandleSeriesBuilder minutes = new CandleSeriesBuilder(RandomSeries.spot());
        long day = TradingDays.DAY_MILLIS;
        minutes.add(at(0), 100, 100, 100, 100, 0);
        minutes.add(at(0) + 60_000, 110, 110, 110, 110, 0);
        minutes.add(at(0) + 3 * day, 99, 99, 99, 99, 0);
        StrategySpec spec =
                new StrategySpec(
                        HOLD.instrument(),
                        Timeframe.M1,
                        HOLD.indicators(),
                        HOLD.longSide(),
                        null,
                        HOLD.constants(),
                        HOLD.stops(),
                        HOLD.sizing(),
                        HOLD.execution());
        TimeRange range =
                TimeRange.of(
                        RandomSeries.START.minusSeconds(3600),
                        RandomSeries.START.plusMillis(4 * day));
        BacktestResult result = ReferenceEngine.run(spec, minutes.build(), range, 10_000);

        assertThat(result.dailyEquity())
                .extracting(DailyEquity::dayMillis)
                .containsExactly(at(0) - day, at(0), at(0) + day, at(0) + 2 * day, at(0) + 3 * day);
        assertThat(result.dailyEquity())
                .extracting(DailyEquity::equity)
                .containsExactly(10_000.0, 11_000.0, 11_000.0, 11_000.0, 9_900.0);
        assertThat(result.dailyEquity().get(1).low()).isEqualTo(10_000);
        assertThat(result.dailyEquity().get(4).drawdown()).isCloseTo(0.1, within(1e-12));
        assertThat(result.dailyEquity().get(2).drawdown()).isZero();
    }

    @Test
    void measuresClosedTrades() {
        Metrics metrics =
                Script.bars(
                                "100 100 100 100 L",
                                "100 110 100 110 lS",
                                "110 121 110 121 s",
                                "100 100 100 100 L",
                                "100 100 100 100 l",
                                "100 100 100 100 L",
                                "90 90 90 90 l",
                                "90 90 90 90 L")
                        .sizing(new Sizing.FixedQuote(1000))
                        .run()
                        .metrics();

        // +100, −100, 0, −100, and an open position
        assertThat(metrics.get(Metric.TRADES)).isEqualTo(4);
        assertThat(metrics.get(Metric.WIN_RATE)).isEqualTo(0.25);
        assertThat(metrics.get(Metric.PROFIT_FACTOR)).isCloseTo(0.5, within(1e-12));
        assertThat(metrics.get(Metric.EXPECTANCY)).isCloseTo(-25, within(1e-9));
        assertThat(metrics.get(Metric.AVG_WIN)).isCloseTo(100, within(1e-9));
        assertThat(metrics.get(Metric.AVG_LOSS)).isCloseTo(-100, within(1e-9));
        assertThat(metrics.get(Metric.BEST_TRADE)).isCloseTo(100, within(1e-9));
        assertThat(metrics.get(Metric.WORST_TRADE)).isCloseTo(-100, within(1e-9));
        assertThat(metrics.get(Metric.MAX_CONSECUTIVE_LOSSES)).isEqualTo(1);
        assertThat(metrics.get(Metric.AVG_TRADE_SECONDS)).isEqualTo(60);
        assertThat(metrics.get(Metric.LONG_TRADES)).isEqualTo(3);
        assertThat(metrics.get(Metric.SHORT_TRADES)).isEqualTo(1);
        assertThat(metrics.get(Metric.LONG_WIN_RATE)).isEqualTo(1 / 3.0);
        assertThat(metrics.get(Metric.SHORT_PNL)).isCloseTo(-100, within(1e-9));
        assertThat(metrics.get(Metric.EXPOSURE)).isEqualTo(5 / 8.0);
        // seven fills near 1,000 each, the open position's entry included
        assertThat(metrics.get(Metric.TURNOVER))
                .isCloseTo(1000 + 1100 + 1000 + 1100 + 2000 + 1000 + 900 + 1000, within(1e-9));
        // mean −25; squared differences 125², 75², 25², 75²
        assertThat(metrics.get(Metric.SQN))
                .isCloseTo(2 * -25 / Math.sqrt((15625 + 5625 + 625 + 5625) / 3.0), within(1e-9));
    }

    @Test
    void sumsFeesAndSlippageOfEveryFill() {
        Metrics metrics =
                Script.bars("100 100 100 100 L", "100 200 100 200 l", "100 100 100 100 S")
                        .fee(0.1)
                        .slippage(0.5)
                        .sizing(new Sizing.FixedQuote(1005))
                        .run()
                        .metrics();

        double shortQuantity = 1005 / 99.5;
        assertThat(metrics.get(Metric.FEES_PAID))
                .isCloseTo((1005 + 10 * 199 + 1005) * 0.001, within(1e-9));
        assertThat(metrics.get(Metric.SLIPPAGE_PAID))
                .isCloseTo(10 * 0.5 + 10 * 1 + shortQuantity * 0.5, within(1e-9));
    }

    @Test
    void excursionsAreOfBarsHeldAndOfTheExit() {
        Trade trade =
                Script.bars("100 130 70 100 L", "100 106 98 101", "101 108 96 102 l")
                        .run()
                        .trades()
                        .getFirst();
        assertThat(trade.mfe()).isCloseTo(0.08, within(1e-12));
        assertThat(trade.mae()).isCloseTo(-0.04, within(1e-12));

        Trade stopped =
                Script.bars("100 100 100 100 S", "102 120 50 100")
                        .stops(10.0, null, null, null)
                        .run()
                        .trades()
                        .getFirst();
        assertThat(stopped.mae()).isCloseTo(-0.1, within(1e-12));
        assertThat(stopped.mfe()).isZero();
    }

    @Test
    void countsUntestedMinutesWhileHolding() {
        CandleSeriesBuilder minutes = new CandleSeriesBuilder(RandomSeries.spot());
        for (int minute = 0; minute < 30; minute++) {
            if (minute != 7 && minute != 21) {
                minutes.add(at(0) + minute * 60_000L, 100, 100, 100, 100, 1);
            }
        }
        CandleSeries bars = Rollup.derive(minutes.build(), Timeframe.M5);
        StrategySpec spec =
                new StrategySpec(
                        HOLD.instrument(),
                        Timeframe.M5,
                        HOLD.indicators(),
                        HOLD.longSide(),
                        null,
                        HOLD.constants(),
                        HOLD.stops(),
                        HOLD.sizing(),
                        HOLD.execution());
        TimeRange range = TimeRange.of(RandomSeries.START, RandomSeries.START.plusSeconds(1800));

        assertThat(
                        ReferenceEngine.run(spec, bars, range, 10_000)
                                .metrics()
                                .get(Metric.UNTESTED_MINUTES))
                .isEqualTo(8);
    }

    @Test
    void prunesAtTheEarliestBar() {
        BacktestTrace trace = hold(100, 120, 90, 80, 130);

        assertThat(verdict(trace, new Pruning(0.3, null, null, null)))
                .isEqualTo(new PruningVerdict(Pruning.Reason.MAX_DRAWDOWN, 3));
        assertThat(verdict(trace, new Pruning(0.3, new Pruning.LossWindow(2, 0.2), null, null)))
                .isEqualTo(new PruningVerdict(Pruning.Reason.MAX_DRAWDOWN, 3));
        assertThat(verdict(trace, new Pruning(null, new Pruning.LossWindow(2, 0.2), null, 1)))
                .isEqualTo(new PruningVerdict(Pruning.Reason.LOSS_WINDOW, 3));
        assertThat(verdict(trace, new Pruning(null, null, 0, 1)))
                .isEqualTo(new PruningVerdict(Pruning.Reason.MIN_TRADES, 4));
        assertThat(PruningVerdict.of(Pruning.NONE, trace, 10_000)).isEmpty();
    }

    private static PruningVerdict verdict(BacktestTrace trace, Pruning pruning) {
        return PruningVerdict.of(pruning, trace, 10_000).orElseThrow();
    }

    private static double seconds(BacktestTrace trace) {
        return trace.result().metrics().get(Metric.MAX_DRAWDOWN_DURATION);
    }

    /** Holds through days that close at the given prices. */
    private static BacktestTrace hold(double... closes) {
        CandleSeriesBuilder minutes = new CandleSeriesBuilder(RandomSeries.spot());
        for (int day = 0; day < closes.length; day++) {
            for (int minute = 0; minute < 1440; minute++) {
                double close = closes[day];
                minutes.add(at(day) + minute * 60_000L, close, close, close, close, 1);
            }
        }
        CandleSeries days = Rollup.derive(minutes.build(), Timeframe.D1);
        TimeRange range =
                TimeRange.of(
                        RandomSeries.START,
                        RandomSeries.START.plusMillis(closes.length * TradingDays.DAY_MILLIS));
        return ReferenceEngine.trace(HOLD, BacktestInput.of(days, range, 10_000));
    }

    private static long at(int day) {
        return RandomSeries.START.toEpochMilli() + day * TradingDays.DAY_MILLIS;
    }
}
