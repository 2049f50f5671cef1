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
                            ParameterDefinition.multiplier("k", 2).only("upper", "lower")),
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
        WideSum squares = new WideSum();
        for (int i = 0; i < raws.length; i++) {
            long entering = raws[i];
            sum += entering;
            squares.add(entering, entering);
            if (i < first) {
                continue;
            }
            double mean = (double) sum / divisor;
            double spread =
                    k
                            * WindowVariance.deviation(
                                    window, sum, squares.high(), squares.low(), divisor);
            upper[i] = mean + spread;
            middle[i] = mean;
            lower[i] = mean - spread;
            long leaving = raws[i - first];
            sum -= leaving;
            squares.subtract(leaving, leaving);
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
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), use.intParam("window")));
    }

    private static final class Stream implements IndicatorStream {

        private final PriceSource source;
        private final double k;
        private final WindowMoments moments;

        Stream(PriceSource source, int window, double k, double scale) {
            this.source = source;
            this.k = k;
            moments = new WindowMoments(window, scale);
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            moments.push(source.raw(open, high, low, close, volume));
        }

        @Override
        public double value(int output) {
            if (!moments.isFull()) {
                return Double.NaN;
            }
            double mean = moments.mean();
            double spread = output == 1 ? 0 : k * moments.deviation();
            return switch (output) {
                case 0 -> mean + spread;
                case 1 -> mean;
                default -> mean - spread;
            };
        }
    }
}
