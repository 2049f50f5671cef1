package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * Williams' %R, TA-Lib's WILLR: {@code 100·(c − H)/(H − L)} of the highest high H and the lowest
 * low L of a window, from −100 to 0; 0 when they are equal.
 */
final class WilliamsPercentRange implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "williams_r",
                    1,
                    "Williams %R",
                    List.of(ParameterDefinition.window(14, 2000)),
                    false,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        HighLowWindow window = new HighLowWindow(use.intParam("window"));
        return new IndicatorStream() {
            private double value = Double.NaN;

            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                window.push(high, low);
                if (window.isFull()) {
                    long range = window.highest() - window.lowest();
                    value =
                            range == 0
                                    ? 0
                                    : 100 * (double) (close - window.highest()) / (double) range;
                }
            }

            @Override
            public double value(int output) {
                return value;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HIGH, 1));
    }
}
