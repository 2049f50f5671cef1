package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * Seban's SuperTrend: bands at a multiple of Wilder's average true range around (h + l)/2. The
 * upper one only falls until a close is above it, the lower one only rises until a close is below
 * it; the trend is down (−1, the value is the upper band) from a close at or below the lower band
 * until one above the upper, and else up (1, the lower band). It starts up when the first close is
 * at or above (h + l)/2.
 */
final class SuperTrend implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "supertrend",
                    1,
                    "SuperTrend",
                    List.of(
                            ParameterDefinition.window(10, 500),
                            ParameterDefinition.multiplier("multiplier", 3)),
                    false,
                    List.of("value", "direction"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(
                use.intParam("window"),
                use.param("multiplier"),
                PriceSource.CLOSE.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(
                new ExactSum(PriceSource.HIGH, use.intParam("window")),
                new ExactSum(PriceSource.HL2, 1));
    }

    private static final class Stream implements IndicatorStream {

        private final AverageTrueRange.Stream range;
        private final double multiplier;
        private final double scale;
        private boolean started;
        private double close;
        private double upper;
        private double lower;
        private boolean rising;

        Stream(int window, double multiplier, double scale) {
            range = new AverageTrueRange.Stream(window, scale);
            this.multiplier = multiplier;
            this.scale = scale;
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long rawClose, long volume) {
            range.next(tsOpenMillis, open, high, low, rawClose, volume);
            double previousClose = close;
            close = (double) rawClose / scale;
            double width = multiplier * range.value(0);
            if (Double.isNaN(width)) {
                return;
            }
            double middle = (double) (high + low) / (2 * scale);
            double above = middle + width;
            double below = middle - width;
            if (!started) {
                started = true;
                upper = above;
                lower = below;
                rising = close >= middle;
            }
            if (above < upper || previousClose > upper) {
                upper = above;
            }
            if (below > lower || previousClose < lower) {
                lower = below;
            }
            rising = close > (rising ? lower : upper);
        }

        @Override
        public double value(int output) {
            if (!started) {
                return Double.NaN;
            }
            if (output == 0) {
                return rising ? lower : upper;
            }
            return rising ? 1 : -1;
        }
    }
}
