package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * An exponential moving average with bands at a multiple of Wilder's average true range above and
 * below it.
 */
final class KeltnerChannel implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "keltner",
                    1,
                    "Keltner channel",
                    List.of(
                            ParameterDefinition.window(20, 2000),
                            ParameterDefinition.window("atr_window", 10, 500)
                                    .only("upper", "lower"),
                            ParameterDefinition.multiplier("multiplier", 2).only("upper", "lower")),
                    true,
                    List.of("upper", "middle", "lower"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        IndicatorStream middle =
                new ExponentialMovingAverage.Stream(
                        source,
                        use.intParam("window"),
                        source.scale(priceDecimals, volumeDecimals));
        IndicatorStream range =
                new AverageTrueRange.Stream(
                        use.intParam("atr_window"),
                        PriceSource.CLOSE.scale(priceDecimals, volumeDecimals));
        double multiplier = use.param("multiplier");
        return new IndicatorStream() {
            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                middle.next(tsOpenMillis, open, high, low, close, volume);
                range.next(tsOpenMillis, open, high, low, close, volume);
            }

            @Override
            public double value(int output) {
                return switch (output) {
                    case 0 -> middle.value(0) + multiplier * range.value(0);
                    case 1 -> middle.value(0);
                    default -> middle.value(0) - multiplier * range.value(0);
                };
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        int middle = use.intParam("window") - 1;
        return output == 1 ? middle : Math.max(middle, use.intParam("atr_window"));
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(
                new ExactSum(Sources.of(use), use.intParam("window")),
                new ExactSum(PriceSource.HIGH, use.intParam("atr_window")));
    }
}
