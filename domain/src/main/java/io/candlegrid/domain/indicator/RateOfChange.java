package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * The change since n bars ago in percent, {@code 100·(x − x′)/x′}; as in TA-Lib's ROC 0 when x′ is.
 */
final class RateOfChange implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "roc",
                    1,
                    "Rate of change",
                    List.of(ParameterDefinition.whole("window", 1, 2000, 10)),
                    true,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        long[] ring = new long[use.intParam("window")];
        return new IndicatorStream() {
            private int seen;
            private double value = Double.NaN;

            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                long raw = source.raw(open, high, low, close, volume);
                int place = seen % ring.length;
                long before = ring[place];
                ring[place] = raw;
                if (seen >= ring.length) {
                    value = before == 0 ? 0 : 100 * (double) (raw - before) / (double) before;
                }
                seen++;
            }

            @Override
            public double value(int output) {
                return value;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), 1));
    }
}
