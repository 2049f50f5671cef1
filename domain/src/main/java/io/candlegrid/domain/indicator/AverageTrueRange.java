package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.List;

/**
 * Wilder's average of the true range max(h − l, |h − c′|, |l − c′|), c′ the close before; the first
 * value is the mean of the true ranges of bars 1 to n.
 */
final class AverageTrueRange implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "atr",
                    1,
                    "Average true range",
                    List.of(ParameterDefinition.window(14, 500)),
                    false,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double[][] compute(IndicatorUse use, CandleSeries series) {
        int window = use.intParam("window");
        double scale = series.scale(PriceSource.CLOSE);
        long[] high = series.high();
        long[] low = series.low();
        long[] close = series.close();
        double[] values = new double[close.length];
        Arrays.fill(values, 0, Math.min(window, close.length), Double.NaN);
        if (close.length <= window) {
            return new double[][] {values};
        }
        long sum = 0;
        for (int i = 1; i <= window; i++) {
            sum += trueRange(high[i], low[i], close[i - 1]);
        }
        double average = (double) sum / (window * scale);
        values[window] = average;
        for (int i = window + 1; i < close.length; i++) {
            double range = (double) trueRange(high[i], low[i], close[i - 1]) / scale;
            average = (average * (window - 1) + range) / window;
            values[i] = average;
        }
        return new double[][] {values};
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(
                use.intParam("window"), PriceSource.CLOSE.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HIGH, use.intParam("window")));
    }

    static long trueRange(long high, long low, long previousClose) {
        return Math.max(high, previousClose) - Math.min(low, previousClose);
    }

    static final class Stream implements IndicatorStream {

        private final int window;
        private final double scale;
        private int ranges = -1;
        private long previousClose;
        private long sum;
        private double average = Double.NaN;

        Stream(int window, double scale) {
            this.window = window;
            this.scale = scale;
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            long range = trueRange(high, low, previousClose);
            previousClose = close;
            if (ranges == window) {
                average = (average * (window - 1) + (double) range / scale) / window;
                return;
            }
            ranges++;
            if (ranges == 0) {
                return;
            }
            sum += range;
            if (ranges == window) {
                average = (double) sum / (window * scale);
            }
        }

        @Override
        public double value(int output) {
            return average;
        }
    }
}
