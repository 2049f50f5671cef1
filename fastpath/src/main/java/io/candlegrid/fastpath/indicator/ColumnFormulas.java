package io.candlegrid.fastpath.indicator;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.LongColumn;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.util.Arrays;
import java.util.Set;

/** Makes formulas over the columns of a series. */
public final class ColumnFormulas {

    private static final Set<String> TYPES = Set.of("sma", "ema", "rsi", "atr", "bbands");

    private ColumnFormulas() {}

    /** Whether an indicator has formulas here. */
    public static boolean isKnown(String type) {
        return TYPES.contains(type);
    }

    /** The formula of a price field. */
    public static ColumnFormula price(PriceSource source, SeriesColumns columns) {
        return new PriceFormula(columns.values(source));
    }

    /** The formula of an output of an indicator; IllegalArgumentException for an unknown one. */
    public static ColumnFormula of(IndicatorUse use, String output, SeriesColumns columns) {
        PriceSource chosen = use.source();
        PriceSource source = chosen == null ? PriceSource.CLOSE : chosen;
        int window = use.intParam("window");
        return switch (use.type()) {
            case "sma" -> mean(columns, source, window);
            case "ema" ->
                    new ExponentialMovingAverageFormula(
                            columns.values(source), window, firstMean(columns, source, window));
            case "rsi" -> strength(columns, source, window);
            case "atr" -> range(columns, window);
            case "bbands" -> band(use.param("k"), output, columns, source, window);
            default -> throw new IllegalArgumentException("type=" + use.type());
        };
    }

    private static ColumnFormula mean(SeriesColumns columns, PriceSource source, int window) {
        return new SimpleMovingAverageFormula(
                columns.sums(source), window, window * columns.series().scale(source));
    }

    private static double firstMean(SeriesColumns columns, PriceSource source, int window) {
        if (columns.bars() < window) {
            return Double.NaN;
        }
        LongColumn sums = columns.sums(source);
        return (double) sums.get(window) / (window * columns.series().scale(source));
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
            double k, String output, SeriesColumns columns, PriceSource source, int window) {
        if (output.equals("middle")) {
            return mean(columns, source, window);
        }
        if (!Arrays.asList("upper", "lower").contains(output)) {
            throw new IllegalArgumentException("output=" + output);
        }
        return new BollingerBandFormula(
                columns.sums(source),
                columns.squares(source),
                window,
                window * columns.series().scale(source),
                k,
                output.equals("upper"));
    }
}
