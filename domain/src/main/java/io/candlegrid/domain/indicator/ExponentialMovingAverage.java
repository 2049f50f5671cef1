package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.List;

/** {@code prev + α·(x − prev)} with α = 2/(n+1), seeded with the mean of the first n values. */
final class ExponentialMovingAverage implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "ema",
                    1,
                    "Exponential moving average",
                    List.of(ParameterDefinition.window(20, 2000)),
                    true,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double[][] compute(IndicatorUse use, CandleSeries series) {
        PriceSource source = Sources.of(use);
        int window = use.intParam("window");
        long[] raws = series.raws(source);
        double scale = series.scale(source);
        double alpha = alpha(window);
        double[] values = new double[raws.length];
        int first = Math.min(window - 1, raws.length);
        Arrays.fill(values, 0, first, Double.NaN);
        if (first == raws.length) {
            return new double[][] {values};
        }
        long sum = 0;
        for (int i = 0; i <= first; i++) {
            sum += raws[i];
        }
        double average = (double) sum / (window * scale);
        values[first] = average;
        for (int i = first + 1; i < raws.length; i++) {
            average = average + alpha * ((double) raws[i] / scale - average);
            values[i] = average;
        }
        return new double[][] {values};
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        return new Stream(
                source, use.intParam("window"), source.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), use.intParam("window")));
    }

    static double alpha(int window) {
        return 2.0 / (window + 1);
    }

    static final class Stream implements IndicatorStream {

        private final PriceSource source;
        private final int window;
        private final double scale;
        private final double alpha;
        private int seen;
        private long sum;
        private double average = Double.NaN;

        Stream(PriceSource source, int window, double scale) {
            this.source = source;
            this.window = window;
            this.scale = scale;
            alpha = alpha(window);
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            long raw = source.raw(open, high, low, close, volume);
            if (seen == window) {
                average = average + alpha * ((double) raw / scale - average);
                return;
            }
            sum += raw;
            seen++;
            if (seen == window) {
                average = (double) sum / (window * scale);
            }
        }

        @Override
        public double value(int output) {
            return average;
        }
    }
}
