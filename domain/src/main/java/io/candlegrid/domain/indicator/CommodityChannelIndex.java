package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * Lambert's index, TA-Lib's CCI: the distance of the typical price (h + l + c)/3 from its mean over
 * 0.015 times the mean absolute distance; 0 when that is. From exact integers, {@code S} the sum of
 * the window: {@code (n·x − S) / (0.015 · (Σ|n·xⱼ − S| / n))}.
 */
final class CommodityChannelIndex implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "cci",
                    1,
                    "Commodity channel index",
                    List.of(ParameterDefinition.window(20, 500)),
                    false,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(use.intParam("window"));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        long window = use.intParam("window");
        return List.of(new ExactSum(PriceSource.HLC3, window * window));
    }

    private static final class Stream implements IndicatorStream {

        private final long[] ring;
        private int seen;
        private long sum;
        private double value = Double.NaN;

        Stream(int window) {
            ring = new long[window];
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            int window = ring.length;
            long typical = high + low + close;
            int place = seen % window;
            sum += typical - ring[place];
            ring[place] = typical;
            seen++;
            if (seen >= window) {
                long distances = 0;
                for (long raw : ring) {
                    distances += Math.abs(window * raw - sum);
                }
                value =
                        distances == 0
                                ? 0
                                : (double) (window * typical - sum)
                                        / (0.015 * ((double) distances / window));
            }
        }

        @Override
        public double value(int output) {
            return value;
        }
    }
}
