package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * TA-Lib's OBV: the first volume, then plus the volume of bars whose close rose and minus that of
 * bars whose close fell.
 */
final class OnBalanceVolume implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "obv", 1, "On-balance volume", List.of(), false, List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        double scale = PriceSource.VOLUME.scale(priceDecimals, volumeDecimals);
        return new IndicatorStream() {
            private boolean started;
            private long previousClose;
            private long sum;

            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                sum += (started ? Long.compare(close, previousClose) : 1) * volume;
                started = true;
                previousClose = close;
            }

            @Override
            public double value(int output) {
                return started ? (double) sum / scale : Double.NaN;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return 0;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.VOLUME, bars));
    }
}
