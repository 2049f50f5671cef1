package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.ExactSum;
import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorStream;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** An indicator that deliberately gives the value of the next bar, where there is one. */
public record LookingAhead(Indicator honest, Predicate<IndicatorUse> when) implements Indicator {

    /** The registry's indicators, all of them looking ahead. */
    public static Indicator indicator(String type) {
        return new LookingAhead(IndicatorRegistry.indicator(type), use -> true);
    }

    /** The registry's indicators, looking ahead when a parameter is at least so large. */
    static Function<String, Indicator> from(String param, double least) {
        return type ->
                new LookingAhead(
                        IndicatorRegistry.indicator(type), use -> use.param(param) >= least);
    }

    @Override
    public IndicatorDefinition definition() {
        return honest.definition();
    }

    @Override
    public double[][] compute(IndicatorUse use, CandleSeries series) {
        double[][] values = honest.compute(use, series);
        if (when.test(use)) {
            for (double[] column : values) {
                System.arraycopy(column, 1, column, 0, Math.max(0, column.length - 1));
            }
        }
        return values;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return honest.stream(use, priceDecimals, volumeDecimals);
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return honest.firstDefinedBar(use, output);
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return honest.exactSums(use, bars);
    }
}
