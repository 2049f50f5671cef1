package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;

/**
 * Mark prices beside the bars of a series, for testing liquidation. Immutable by convention.
 *
 * @param open {@code double[bars]}, NaN where none is stored, as are high and low
 */
public record MarkCandles(double[] open, double[] high, double[] low) {

    /** Puts each mark candle beside the bar with the same open time. */
    public static MarkCandles align(CandleSeries series, CandleSeries marks) {
        if (series.timeframe() != marks.timeframe()) {
            throw new IllegalArgumentException(
                    "timeframe="
                            + marks.timeframe().label()
                            + " expected="
                            + series.timeframe().label());
        }
        double[] open = undefined(series.bars());
        double[] high = undefined(series.bars());
        double[] low = undefined(series.bars());
        for (int i = 0; i < series.bars(); i++) {
            long time = series.tsOpenMillis()[i];
            int mark = marks.firstBarAtOrAfter(time);
            if (mark < marks.bars() && marks.tsOpenMillis()[mark] == time) {
                open[i] = marks.value(PriceSource.OPEN, mark);
                high[i] = marks.value(PriceSource.HIGH, mark);
                low[i] = marks.value(PriceSource.LOW, mark);
            }
        }
        return new MarkCandles(open, high, low);
    }

    private static double[] undefined(int bars) {
        double[] values = new double[bars];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
