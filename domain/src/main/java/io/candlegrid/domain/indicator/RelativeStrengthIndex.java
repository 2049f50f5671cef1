package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.List;

/**
 * {@code 100·g/(g+l)} of Wilder's averages of gains and losses, seeded with the means of the first
 * n changes; 50 when both are zero. A change is the exact difference of scaled integers, divided
 * once.
 */
final class RelativeStrengthIndex implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "rsi",
                    1,
                    "Relative strength index",
                    List.of(ParameterDefinition.window(14, 500)),
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
        double[] values = new double[raws.length];
        Arrays.fill(values, 0, Math.min(window, raws.length), Double.NaN);
        if (raws.length <= window) {
            return new double[][] {values};
        }
        long gains = 0;
        long losses = 0;
        for (int i = 1; i <= window; i++) {
            long change = raws[i] - raws[i - 1];
            gains += Math.max(change, 0);
            losses += Math.max(-change, 0);
        }
        double gain = (double) gains / (window * scale);
        double loss = (double) losses / (window * scale);
        values[window] = index(gain, loss);
        for (int i = window + 1; i < raws.length; i++) {
            double change = (double) (raws[i] - raws[i - 1]) / scale;
            gain = (gain * (window - 1) + Math.max(change, 0)) / window;
            loss = (loss * (window - 1) + Math.max(-change, 0)) / window;
            values[i] = index(gain, loss);
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
        return use.intParam("window");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), use.intParam("window")));
    }

    private static double index(double gain, double loss) {
        double both = gain + loss;
        return both == 0 ? 50 : 100 * gain / both;
    }

    private static final class Stream implements IndicatorStream {

        private final PriceSource source;
        private final int window;
        private final double scale;
        private int changes = -1;
        private long previous;
        private long gains;
        private long losses;
        private double gain;
        private double loss;

        Stream(PriceSource source, int window, double scale) {
            this.source = source;
            this.window = window;
            this.scale = scale;
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            long raw = source.raw(open, high, low, close, volume);
            long change = raw - previous;
            previous = raw;
            if (changes == window) {
                double value = (double) change / scale;
                gain = (gain * (window - 1) + Math.max(value, 0)) / window;
                loss = (loss * (window - 1) + Math.max(-value, 0)) / window;
                return;
            }
            changes++;
            if (changes == 0) {
                return;
            }
            gains += Math.max(change, 0);
            losses += Math.max(-change, 0);
            if (changes == window) {
                gain = (double) gains / (window * scale);
                loss = (double) losses / (window * scale);
            }
        }

        @Override
        public double value(int output) {
            return changes == window ? index(gain, loss) : Double.NaN;
        }
    }
}
