package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
        int firstBar = input.firstBar();
        MetricAccumulator metrics = new MetricAccumulator();
        metrics.reset();
        Simulation simulation = new Simulation(spec, input, metrics);
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
                        compatibility(input, days, rows, equity));
        return new BacktestTrace(result, firstBar, equity);
    }

    /** The metrics of a strategy under each policy for bars that touch stop and take-profit. */
    public static Map<Execution.Intrabar, Metrics> underEachPolicy(
            StrategySpec spec, BacktestInput input) {
        Map<Execution.Intrabar, Metrics> metrics = new EnumMap<>(Execution.Intrabar.class);
        for (Execution.Intrabar policy : Execution.Intrabar.values()) {
            metrics.put(policy, run(with(spec, policy), input).metrics());
        }
        return metrics;
    }

    private static StrategySpec with(StrategySpec spec, Execution.Intrabar policy) {
        Execution execution = spec.execution();
        return new StrategySpec(
                spec.instrument(),
                spec.timeframe(),
                spec.indicators(),
                spec.longSide(),
                spec.shortSide(),
                spec.constants(),
                spec.stops(),
                spec.sizing(),
                new Execution(
                        execution.fill(),
                        execution.feePct(),
                        execution.makerFeePct(),
                        execution.slippagePct(),
                        policy,
                        execution.leverage(),
                        execution.respectLotSize()));
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

    /** An equity curve's ratios, {@code double[traded bars]}, as other programs compute them. */
    public static Compatibility compatibility(
            BacktestInput input, TradingDays days, List<DailyEquity> rows, double[] equity) {
        double[] marks = new double[days.count()];
        int count = 0;
        int before = input.firstBar() - 1;
        for (int d = 0; d < days.count(); d++) {
            if (days.lastBar()[d] > before) {
                marks[count++] = rows.get(d).equity();
                before = days.lastBar()[d];
            }
        }
        return Compatibility.of(
                input.initialEquity(), equity, input.series().timeframe().minutes(), marks, count);
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
        ExactRange.require(spec.indicators(), OperandValues.prices(spec), series);
    }
}
