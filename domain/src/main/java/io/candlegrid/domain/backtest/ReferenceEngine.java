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
        return trace(spec, input).result();
    }

    /** Runs a strategy as {@link #run(StrategySpec, BacktestInput)} does and keeps the equity. */
    public static BacktestTrace trace(StrategySpec spec, BacktestInput input) {
        check(spec, input);
        OperandValues values = OperandValues.of(spec, input.series());
        return trace(spec, input, new RuleEvaluator(values), BarWatch.NONE);
    }

    /**
     * Runs a strategy that was checked.
     *
     * @param rules over the operands of this strategy
     */
    static BacktestTrace trace(
            StrategySpec spec, BacktestInput input, RuleEvaluator rules, BarWatch watch) {
        int firstBar = input.firstBar();
        MetricAccumulator metrics = new MetricAccumulator();
        metrics.reset();
        Simulation simulation = new Simulation(spec, input, rules, metrics, watch);
        double[] equity = simulation.run();
        OpenPosition open = simulation.account().openPosition(input.endBar() - 1);
        EquityCurve curve =
                new EquityCurve(input.series(), firstBar, input.initialEquity(), equity);
        TradingDays days = TradingDays.of(input);
        List<DailyEquity> rows = curve.days(days, firstBar);
        BacktestResult result =
                new BacktestResult(
                        simulation.account().trades(),
                        open,
                        evaluate(input, metrics, curve, rows),
                        rows,
                        Compatibility.of(input, days, rows, equity, simulation.account().trades()));
        return new BacktestTrace(result, firstBar, equity);
    }

    private static Metrics evaluate(
            BacktestInput input,
            MetricAccumulator metrics,
            EquityCurve curve,
            List<DailyEquity> rows) {
        double[] marks = metrics.dayMarks(rows.size());
        for (int d = 0; d < rows.size(); d++) {
            marks[d] = rows.get(d).equity();
        }
        CandleSeries series = input.series();
        double[] values = new double[Metric.COUNT];
        metrics.evaluate(
                input.initialEquity(),
                curve.last(),
                rows.size(),
                input.endBar() - input.firstBar(),
                input.rangeSeconds(),
                series.value(PriceSource.CLOSE, input.firstBar()),
                series.value(PriceSource.CLOSE, input.endBar() - 1),
                curve.maxDrawdown(),
                curve.maxDrawdownSeconds(),
                values);
        return Metrics.of(values);
    }

    /** Refuses what {@link #run(StrategySpec, BacktestInput)} refuses. */
    static void check(StrategySpec spec, BacktestInput input) {
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
        ExactRange.require(spec.indicators(), OperandValues.prices(spec), series);
    }
}
