package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * The stochastic oscillator, TA-Lib's STOCH with simple means: the close's place {@code 100·(c −
 * L)/(H − L)} between the lowest low L and the highest high H of a window, 0 when they are equal;
 * {@code k} the mean of the last places, {@code d} the mean of the last k.
 */
final class StochasticOscillator implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "stochastic",
                    1,
                    "Stochastic oscillator",
                    List.of(
                            ParameterDefinition.window(14, 2000),
                            ParameterDefinition.whole("smooth_k", 1, 50, 3),
                            ParameterDefinition.whole("smooth_d", 1, 50, 3).only("d")),
                    false,
                    List.of("k", "d"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        HighLowWindow range = new HighLowWindow(use.intParam("window"));
        TrailingMean k = new TrailingMean(use.intParam("smooth_k"));
        TrailingMean d = new TrailingMean(use.intParam("smooth_d"));
        return new IndicatorStream() {
            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                range.push(high, low);
                if (range.isFull()) {
                    k.push(place(range.highest(), range.lowest(), close));
                    d.push(k.value());
                }
            }

            @Override
            public double value(int output) {
                return output == 0 ? k.value() : d.value();
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        int k = use.intParam("window") + use.intParam("smooth_k") - 2;
        return output == 0 ? k : k + use.intParam("smooth_d") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HIGH, 1));
    }

    private static double place(long highest, long lowest, long close) {
        long range = highest - lowest;
        return range == 0 ? 0 : 100 * (double) (close - lowest) / (double) range;
    }
}
