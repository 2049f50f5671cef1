package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;

/**
 * The reference engine: a plain loop over bars that can be checked by eye. The fast engine is held
 * to its results bit by bit. Stateless and thread-safe.
 */
public final class ReferenceEngine {

    private ReferenceEngine() {}

    /** Runs a strategy without funding, mark prices and lot sizes. */
    public static BacktestResult run(
            StrategySpec spec, CandleSeries series, TimeRange range, double initialEquity) {
        return run(spec, BacktestInput.of(series, range, initialEquity));
    }

    /**
     * Runs a strategy. IllegalArgumentException when the range has no bar, the series is of another
     * instrument or timeframe, a short side is given on spot, or sums would not be exact.
     */
    public static BacktestResult run(StrategySpec spec, BacktestInput input) {
        check(spec, input);
        CandleSeries series = input.series();
        int firstBar = input.firstBar();
        int lastBar = input.endBar() - 1;
        MetricAccumulator metrics = new MetricAccumulator();
        metrics.reset();
        Simulation simulation = new Simulation(spec, input, metrics);
        double[] equity = simulation.run();
        EquityCurve curve = new EquityCurve(series, firstBar, input.initialEquity(), equity);
        OpenPosition open = simulation.account().openPosition(lastBar);
        TradingDays days = TradingDays.of(input);
        List<DailyEquity> rows = curve.days(days, firstBar);
        double[] marks = metrics.dayMarks(days.count());
        for (int d = 0; d < rows.size(); d++) {
            marks[d] = rows.get(d).equity();
        }
        double[] values = new double[Metric.COUNT];
        metrics.evaluate(
                input.initialEquity(),
                curve.last(),
                days.count(),
                equity.length,
                input.rangeSeconds(),
                series.value(PriceSource.CLOSE, firstBar),
                series.value(PriceSource.CLOSE, lastBar),
                curve.maxDrawdown(),
                curve.maxDrawdownSeconds(),
                values);
        return new BacktestResult(simulation.account().trades(), open, Metrics.of(values), rows);
    }

    private static void check(StrategySpec spec, BacktestInput input) {
        CandleSeries series = input.series();
        if (!series.instrument().equals(spec.instrument())
                || series.timeframe() != spec.timeframe()) {
            throw new IllegalArgumentException(
                    "series="
                            + series.instrument().key()
                            + " "
                            + series.timeframe().label()
                            + " strategy="
                            + spec.instrument().key()
                            + " "
                            + spec.timeframe().label());
        }
        if (input.firstBar() >= input.endBar()) {
            throw new IllegalArgumentException(
                    "no "
                            + series.timeframe().label()
                            + " candle of "
                            + series.instrument().key()
                            + " in ["
                            + input.range().from()
                            + ", "
                            + input.range().to()
                            + ")");
        }
        if (spec.shortSide() != null && !spec.instrument().market().allowsShort()) {
            throw new IllegalArgumentException(
                    spec.instrument().key() + " is long-only: spot can't be sold short");
        }
        ExactRange.require(spec.indicators(), series);
    }
}
