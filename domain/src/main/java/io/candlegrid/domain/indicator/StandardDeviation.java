package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/** The population standard deviation of a window, from exact integers; TA-Lib's STDDEV. */
final class StandardDeviation implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "stddev",
                    1,
                    "Standard deviation",
                    List.of(ParameterDefinition.window(20, 2000)),
                    true,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        WindowMoments moments =
                new WindowMoments(
                        use.intParam("window"), source.scale(priceDecimals, volumeDecimals));
        return new IndicatorStream() {
            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                moments.push(source.raw(open, high, low, close, volume));
            }

            @Override
            public double value(int output) {
                return moments.isFull() ? moments.deviation() : Double.NaN;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), use.intParam("window")));
    }
}
