package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a result owes to its costs: the strategy run again with other fees and slippage, and the fee
 * at which it would have won nothing.
 *
 * @param tick price step that one tick of slippage is, in quote units
 * @param tickPct the tick in percent of the mean close of the traded bars
 * @param rows in the order of {@link Case}
 */
public record CostSensitivity(double tick, double tickPct, List<Row> rows, BreakEven breakEven) {

    /** Largest fee that is tried, in percent: the largest a strategy can have. */
    static final double LARGEST_FEE_PCT = 10;

    /** How closely the break-even fee is found, in percent. */
    static final double PRECISION_PCT = 1e-6;

    /** One setting of the costs; the name in documents is the lower-case name. */
    public enum Case {
        AS_GIVEN,
        NO_FEES,
        DOUBLE_FEES,
        SLIPPAGE_PLUS_TICK;

        /** The name in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The metrics under one setting. */
    public record Row(Case setting, Execution execution, Metrics metrics) {}

    /** How the search for the break-even fee ended; documents have the lower-case name. */
    public enum Verdict {
        FOUND,
        /** The strategy loses without any fee. */
        LOSES_WITHOUT_FEES,
        /** It wins at {@value CostSensitivity#LARGEST_FEE_PCT} % still. */
        ABOVE_BOUND,
        /** Nothing was traded. */
        NO_TRADES;

        /** The name in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The largest {@code fee_pct} at which the last equity is not below the initial one. The maker
     * fee keeps its ratio to it.
     *
     * @param feePct NaN unless found
     * @param reruns of the reference engine that the search took
     */
    public record BreakEven(Verdict verdict, double feePct, int reruns) {}

    /**
     * Runs the strategy with each setting and searches the break-even fee.
     *
     * @param tickSize the instrument's, in quote units; null when unknown, for which one unit of
     *     the last decimal of the prices stands
     */
    public static CostSensitivity of(
            StrategySpec spec, BacktestInput input, @Nullable Double tickSize) {
        Reruns reruns = new Reruns(spec, input);
        double tick = tickSize == null ? 1 / input.series().priceScale() : tickSize;
        double tickPct = tick / meanClose(input) * 100;
        Execution given = spec.execution();
        Double maker = given.makerFeePct();
        double slippage = given.slippagePct();
        Execution free = given.withCosts(0, maker == null ? null : 0.0, slippage);
        Execution twice =
                given.withCosts(2 * given.feePct(), maker == null ? null : 2 * maker, slippage);
        Execution slipping = given.withCosts(given.feePct(), maker, slippage + tickPct);
        List<Row> rows =
                List.of(
                        row(reruns, Case.AS_GIVEN, given),
                        row(reruns, Case.NO_FEES, free),
                        row(reruns, Case.DOUBLE_FEES, twice),
                        row(reruns, Case.SLIPPAGE_PLUS_TICK, slipping));
        boolean traded = rows.getFirst().metrics().get(Metric.TURNOVER) > 0;
        BreakEven breakEven =
                traded
                        ? new BreakEvenSearch(reruns, given).find()
                        : new BreakEven(Verdict.NO_TRADES, Double.NaN, 0);
        return new CostSensitivity(tick, tickPct, rows, breakEven);
    }

    private static Row row(Reruns reruns, Case setting, Execution execution) {
        return new Row(setting, execution, reruns.run(execution, BarWatch.NONE).metrics());
    }

    private static double meanClose(BacktestInput input) {
        CandleSeries series = input.series();
        double sum = 0;
        for (int bar = input.firstBar(); bar < input.endBar(); bar++) {
            sum += series.value(PriceSource.CLOSE, bar);
        }
        return sum / (input.endBar() - input.firstBar());
    }
}
