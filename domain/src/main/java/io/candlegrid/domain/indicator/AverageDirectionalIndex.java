package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * Wilder's directional movement as in TA-Lib: movements and true ranges are summed over bars 1 to
 * n−1 and then smoothed by {@code s − s/n + x}; {@code 100·plus/range} and {@code 100·minus/range}
 * are the directional indicators from bar n on, 0 when the range is. {@code adx} is Wilder's
 * average of {@code 100·|plus − minus|/(plus + minus)}, from bar 2n−1 on; where both are 0 it stays
 * as it is.
 */
final class AverageDirectionalIndex implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "adx",
                    1,
                    "Average directional index",
                    List.of(ParameterDefinition.window(14, 500)),
                    false,
                    List.of("adx", "plus_di", "minus_di"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(
                use.intParam("window"), PriceSource.CLOSE.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        int window = use.intParam("window");
        return output == 0 ? 2 * window - 1 : window;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HIGH, use.intParam("window")));
    }

    private static final class Stream implements IndicatorStream {

        private final int window;
        private final double scale;
        private int bars;
        private long previousHigh;
        private long previousLow;
        private long previousClose;
        private long plusSum;
        private long minusSum;
        private long rangeSum;
        private double plus;
        private double minus;
        private double range;
        private double plusIndicator = Double.NaN;
        private double minusIndicator = Double.NaN;
        private double sum;
        private double average = Double.NaN;

        Stream(int window, double scale) {
            this.window = window;
            this.scale = scale;
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            if (bars > 0) {
                long up = high - previousHigh;
                long down = previousLow - low;
                smooth(
                        up > down && up > 0 ? up : 0,
                        down > up && down > 0 ? down : 0,
                        AverageTrueRange.trueRange(high, low, previousClose));
            }
            bars = Math.min(bars + 1, 2 * window);
            previousHigh = high;
            previousLow = low;
            previousClose = close;
        }

        private void smooth(long up, long down, long trueRange) {
            if (bars < window) {
                plusSum += up;
                minusSum += down;
                rangeSum += trueRange;
                plus = (double) plusSum / scale;
                minus = (double) minusSum / scale;
                range = (double) rangeSum / scale;
                return;
            }
            plus = plus - plus / window + (double) up / scale;
            minus = minus - minus / window + (double) down / scale;
            range = range - range / window + (double) trueRange / scale;
            plusIndicator = range == 0 ? 0 : 100 * (plus / range);
            minusIndicator = range == 0 ? 0 : 100 * (minus / range);
            average();
        }

        private void average() {
            double both = plusIndicator + minusIndicator;
            double index = both == 0 ? 0 : 100 * (Math.abs(plusIndicator - minusIndicator) / both);
            if (bars < 2 * window) {
                sum += index;
                if (bars == 2 * window - 1) {
                    average = sum / window;
                }
            } else if (both != 0) {
                average = (average * (window - 1) + index) / window;
            }
        }

        @Override
        public double value(int output) {
            return switch (output) {
                case 0 -> average;
                case 1 -> plusIndicator;
                default -> minusIndicator;
            };
        }
    }
}
