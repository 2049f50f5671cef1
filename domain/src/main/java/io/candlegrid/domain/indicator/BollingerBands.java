package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.List;

/** The simple moving average and k population standard deviations above and below it. */
final class BollingerBands implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "bbands",
                    1,
                    "Bollinger bands",
                    List.of(
                            ParameterDefinition.window(20, 2000),
                            new ParameterDefinition(
                                    "k", ParameterDefinition.Type.DECIMAL, 0.1, 10, 0.1, 2.0)),
                    true,
                    List.of("upper", "middle", "lower"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double[][] compute(IndicatorUse use, CandleSeries series) {
        PriceSource source = Sources.of(use);
        int window = use.intParam("window");
        double k = use.param("k");
        long[] raws = series.raws(source);
        double divisor = window * series.scale(source);
        double[] upper = new double[raws.length];
        double[] middle = new double[raws.length];
        double[] lower = new double[raws.length];
        int first = Math.min(window - 1, raws.length);
        Arrays.fill(upper, 0, first, Double.NaN);
        Arrays.fill(middle, 0, first, Double.NaN);
        Arrays.fill(lower, 0, first, Double.NaN);
        long sum = 0;
        long squaresHigh = 0;
        long squaresLow = 0;
        for (int i = 0; i < raws.length; i++) {
            long entering = raws[i];
            sum += entering;
            long square = entering * entering;
            squaresLow += square;
            squaresHigh +=
                    Math.multiplyHigh(entering, entering)
                            + (Long.compareUnsigned(squaresLow, square) < 0 ? 1 : 0);
            if (i < first) {
                continue;
            }
            double mean = (double) sum / divisor;
            double spread =
                    k * WindowVariance.deviation(window, sum, squaresHigh, squaresLow, divisor);
            upper[i] = mean + spread;
            middle[i] = mean;
            lower[i] = mean - spread;
            long leaving = raws[i - first];
            sum -= leaving;
            square = leaving * leaving;
            squaresHigh -=
                    Math.multiplyHigh(leaving, leaving)
                            + (Long.compareUnsigned(squaresLow, square) < 0 ? 1 : 0);
            squaresLow -= square;
        }
        return new double[][] {upper, middle, lower};
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        return new Stream(
                source,
                use.intParam("window"),
                use.param("k"),
                source.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use) {
        return use.intParam("window") - 1;
    }

    @Override
    public int exactSumLength(IndicatorUse use) {
        return use.intParam("window");
    }

    private static final class Stream implements IndicatorStream {

        private final PriceSource source;
        private final int window;
        private final double k;
        private final double divisor;
        private final WindowSum sum;
        private long squaresHigh;
        private long squaresLow;

        Stream(PriceSource source, int window, double k, double scale) {
            this.source = source;
            this.window = window;
            this.k = k;
            divisor = window * scale;
            sum = new WindowSum(window);
        }

        @Override
        public void next(long open, long high, long low, long close, long volume) {
            long entering = source.raw(open, high, low, close, volume);
            long leaving = sum.push(entering);
            long square = entering * entering;
            squaresLow += square;
            squaresHigh +=
                    Math.multiplyHigh(entering, entering)
                            + (Long.compareUnsigned(squaresLow, square) < 0 ? 1 : 0);
            square = leaving * leaving;
            squaresHigh -=
                    Math.multiplyHigh(leaving, leaving)
                            + (Long.compareUnsigned(squaresLow, square) < 0 ? 1 : 0);
            squaresLow -= square;
        }

        @Override
        public double value(int output) {
            if (!sum.isFull()) {
                return Double.NaN;
            }
            double mean = (double) sum.sum() / divisor;
            double spread =
                    k
                            * WindowVariance.deviation(
                                    window, sum.sum(), squaresHigh, squaresLow, divisor);
            return switch (output) {
                case 0 -> mean + spread;
                case 1 -> mean;
                default -> mean - spread;
            };
        }
    }
}
