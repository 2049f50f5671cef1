package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.List;

/** The mean of the last n values: {@code (double) sum / (double) (n · scale)}, the sum exact. */
final class SimpleMovingAverage implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "sma",
                    1,
                    "Simple moving average",
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
        double[] values = new double[series.bars()];
        mean(series.raws(source), use.intParam("window"), series.scale(source), values);
        return new double[][] {values};
    }

    /** Writes the mean of each window to {@code out[bars]}, NaN before the first. */
    static void mean(long[] raws, int window, double scale, double[] out) {
        double divisor = window * scale;
        int first = Math.min(window - 1, raws.length);
        long sum = 0;
        for (int i = 0; i < first; i++) {
            sum += raws[i];
        }
        Arrays.fill(out, 0, first, Double.NaN);
        for (int i = first; i < raws.length; i++) {
            sum += raws[i];
            out[i] = (double) sum / divisor;
            sum -= raws[i - first];
        }
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        int window = use.intParam("window");
        double divisor = window * source.scale(priceDecimals, volumeDecimals);
        WindowSum sum = new WindowSum(window);
        return new IndicatorStream() {
            @Override
            public void next(
                    long tsOpenMillis, long open, long high, long low, long close, long volume) {
                sum.push(source.raw(open, high, low, close, volume));
            }

            @Override
            public double value(int output) {
                return sum.isFull() ? (double) sum.sum() / divisor : Double.NaN;
            }
        };
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), use.intParam("window")));
    }
}
