package io.candlegrid.fastpath.indicator;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.LongColumn;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.util.Locale;
import java.util.Map;

/** Makes formulas over the columns of a series. */
public final class ColumnFormulas {

    /** The columns of eight bytes a bar that formulas of a type may make, by type. */
    private static final Map<String, Integer> COLUMNS =
            Map.ofEntries(
                    Map.entry("sma", 1),
                    Map.entry("ema", 2),
                    Map.entry("rsi", 1),
                    Map.entry("atr", 1),
                    Map.entry("bbands", 4),
                    Map.entry("macd", 2),
                    Map.entry("stochastic", 0),
                    Map.entry("adx", 0),
                    Map.entry("obv", 1),
                    Map.entry("vwap", 1),
                    Map.entry("donchian", 0),
                    Map.entry("keltner", 3),
                    Map.entry("supertrend", 1),
                    Map.entry("roc", 1),
                    Map.entry("stddev", 4),
                    Map.entry("williams_r", 0),
                    Map.entry("cci", 2),
                    Map.entry("mfi", 4));

    private ColumnFormulas() {}

    /** Whether an indicator has formulas here. */
    public static boolean isKnown(String type) {
        return COLUMNS.containsKey(type);
    }

    /**
     * How many columns of eight bytes a bar the formulas of an indicator make at most, whatever its
     * parameters, for one source.
     */
    public static int columns(String type) {
        return COLUMNS.getOrDefault(type, 0);
    }

    /** The formula of a price field. */
    public static ColumnFormula price(PriceSource source, SeriesColumns columns) {
        return new PriceFormula(columns.values(source));
    }

    /** The formula of an output of an indicator; IllegalArgumentException for an unknown one. */
    public static ColumnFormula of(IndicatorUse use, String output, SeriesColumns columns) {
        PriceSource chosen = use.source();
        PriceSource source = chosen == null ? PriceSource.CLOSE : chosen;
        CandleSeries series = columns.series();
        return switch (use.type()) {
            case "sma" -> mean(columns, source, window(use));
            case "ema" -> average(columns, source, window(use), window(use) - 1);
            case "rsi" -> strength(columns, source, window(use));
            case "atr" -> range(columns, window(use));
            case "bbands" -> band(use, output, columns, source);
            case "macd" -> convergence(use, output, columns, source);
            case "stochastic" ->
                    new StochasticFormula(
                            series.high(),
                            series.low(),
                            series.close(),
                            window(use),
                            use.intParam("smooth_k"),
                            output.equals("d") ? use.intParam("smooth_d") : 0);
            case "adx" ->
                    new DirectionalMovementFormula(
                            series.high(),
                            series.low(),
                            series.close(),
                            window(use),
                            series.scale(PriceSource.CLOSE),
                            DirectionalMovementFormula.Output.valueOf(
                                    output.toUpperCase(Locale.ROOT)));
            case "obv", "vwap" -> new PriceFormula(columns.computed(use));
            case "donchian" ->
                    new DonchianFormula(
                            series.high(),
                            series.low(),
                            window(use),
                            use.intParam("offset"),
                            series.scale(PriceSource.HIGH),
                            DonchianFormula.Line.valueOf(output.toUpperCase(Locale.ROOT)));
            case "keltner" -> keltner(use, output, columns, source);
            case "supertrend" ->
                    new SuperTrendFormula(
                            range(columns, window(use)),
                            series.high(),
                            series.low(),
                            series.close(),
                            use.param("multiplier"),
                            series.scale(PriceSource.CLOSE),
                            output.equals("direction"));
            case "roc" -> new RateOfChangeFormula(columns.raws(source), window(use));
            case "stddev" -> deviation(columns, source, window(use));
            case "williams_r" ->
                    new WilliamsRangeFormula(
                            series.high(), series.low(), series.close(), window(use));
            case "cci" ->
                    new CommodityChannelFormula(
                            columns.raws(PriceSource.HLC3),
                            columns.sums(PriceSource.HLC3),
                            window(use));
            case "mfi" -> new MoneyFlowFormula(columns.flows(), window(use));
            default -> throw new IllegalArgumentException("type=" + use.type());
        };
    }

    private static int window(IndicatorUse use) {
        return use.intParam("window");
    }

    private static ColumnFormula band(
            double k, SeriesColumns columns, PriceSource source, int window) {
        return new BollingerBandFormula(
                mean(columns, source, window), deviation(columns, source, window), k);
    }

    private static ColumnFormula deviation(SeriesColumns columns, PriceSource source, int window) {
        double divisor = window * columns.series().scale(source);
        return NarrowDeviationFormula.fits(window, columns.largest(source))
                ? new NarrowDeviationFormula(
                        columns.sums(source), columns.narrowSquares(source), window, divisor)
                : new StandardDeviationFormula(
                        columns.sums(source), columns.squares(source), window, divisor);
    }

    private static ColumnFormula mean(SeriesColumns columns, PriceSource source, int window) {
        return new SimpleMovingAverageFormula(
                columns.sums(source), window, window * columns.series().scale(source));
    }

    /** An exponential average that starts from the mean of the window that ends at a bar. */
    private static ExponentialMovingAverageFormula average(
            SeriesColumns columns, PriceSource source, int window, int first) {
        double seed = Double.NaN;
        if (first < columns.bars()) {
            LongColumn sums = columns.sums(source);
            long sum = sums.get(first + 1) - sums.get(first + 1 - window);
            seed = (double) sum / (window * columns.series().scale(source));
        }
        return new ExponentialMovingAverageFormula(columns.values(source), window, first, seed);
    }

    private static ColumnFormula convergence(
            IndicatorUse use, String output, SeriesColumns columns, PriceSource source) {
        int fast = use.intParam("fast_window");
        int slow = use.intParam("slow_window");
        int first = Math.max(fast, slow) - 1;
        ConvergenceLineFormula line =
                new ConvergenceLineFormula(
                        average(columns, source, fast, first),
                        average(columns, source, slow, first));
        return switch (output) {
            case "line" -> line;
            case "signal", "histogram" ->
                    new ConvergenceSignalFormula(
                            line, use.intParam("signal_window"), output.equals("histogram"));
            default -> throw new IllegalArgumentException("output=" + output);
        };
    }

    private static ColumnFormula strength(SeriesColumns columns, PriceSource source, int window) {
        long gains = 0;
        long losses = 0;
        for (int i = 1; i <= Math.min(window, columns.bars() - 1); i++) {
            long change = columns.series().raw(source, i) - columns.series().raw(source, i - 1);
            gains += Math.max(change, 0);
            losses += Math.max(-change, 0);
        }
        double divisor = window * columns.series().scale(source);
        return new RelativeStrengthIndexFormula(
                columns.changes(source),
                window,
                (double) gains / divisor,
                (double) losses / divisor);
    }

    private static ColumnFormula range(SeriesColumns columns, int window) {
        long sum = 0;
        for (int i = 1; i <= Math.min(window, columns.bars() - 1); i++) {
            sum += columns.rawTrueRange(i);
        }
        double seed = (double) sum / (window * columns.series().scale(PriceSource.CLOSE));
        return new AverageTrueRangeFormula(columns.trueRanges(), window, seed);
    }

    private static ColumnFormula band(
            IndicatorUse use, String output, SeriesColumns columns, PriceSource source) {
        int window = window(use);
        return switch (output) {
            case "middle" -> mean(columns, source, window);
            case "upper" -> band(use.param("k"), columns, source, window);
            case "lower" -> band(-use.param("k"), columns, source, window);
            default -> throw new IllegalArgumentException("output=" + output);
        };
    }

    private static ColumnFormula keltner(
            IndicatorUse use, String output, SeriesColumns columns, PriceSource source) {
        ColumnFormula middle = average(columns, source, window(use), window(use) - 1);
        return switch (output) {
            case "middle" -> middle;
            case "upper", "lower" ->
                    new KeltnerBandFormula(
                            middle,
                            range(columns, use.intParam("atr_window")),
                            use.param("multiplier"),
                            output.equals("upper"));
            default -> throw new IllegalArgumentException("output=" + output);
        };
    }
}
