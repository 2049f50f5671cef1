package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * The mean of typical prices (h + l + c)/3 since the first bar of the UTC day, weighted by volume;
 * the typical price of the bar while nothing was traded. Both sums are exact.
 */
final class VolumeWeightedPrice implements Indicator {

    private static final long DAY = 86_400_000;
    private static final int MINUTES_A_DAY = 1440;

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "vwap",
                    1,
                    "Volume-weighted average price of the day",
                    List.of(),
                    false,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        double scale = PriceSource.HLC3.scale(priceDecimals, volumeDecimals);
        return new IndicatorStream() {
            private final WideSum paid = new WideSum();
            private long traded;
            private long day = Long.MIN_VALUE;
            private double value = Double.NaN;

            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                long today = Math.floorDiv(tsOpenMillis, DAY);
                if (today != day) {
                    day = today;
                    paid.clear();
                    traded = 0;
                }
                long typical = high + low + close;
                paid.add(typical, volume);
                traded += volume;
                value =
                        traded == 0
                                ? (double) typical / scale
                                : paid.toDouble() / (double) traded / scale;
            }

            @Override
            public double value(int output) {
                return value;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return 0;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(
                new ExactSum(PriceSource.HLC3, 1), new ExactSum(PriceSource.VOLUME, MINUTES_A_DAY));
    }
}
