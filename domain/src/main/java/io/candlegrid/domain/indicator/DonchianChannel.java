package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * The highest high, the lowest low and their middle of n bars that end {@code offset} bars ago: by
 * default those before the current one, which a close can break out of; with 0 the current bar is
 * one of them, as in TA-Lib's MAX and MIN.
 */
final class DonchianChannel implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "donchian",
                    1,
                    "Donchian channel",
                    List.of(
                            ParameterDefinition.window(20, 2000),
                            ParameterDefinition.whole("offset", 0, 100, 1)),
                    false,
                    List.of("upper", "middle", "lower"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(
                use.intParam("window"),
                use.intParam("offset"),
                PriceSource.HIGH.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window") - 1 + use.intParam("offset");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HIGH, 1));
    }

    private static final class Stream implements IndicatorStream {

        private final HighLowWindow window;
        private final long[] highs;
        private final long[] lows;
        private final int offset;
        private final double scale;
        private int seen;

        Stream(int window, int offset, double scale) {
            this.window = new HighLowWindow(window);
            this.offset = offset;
            this.scale = scale;
            highs = new long[offset + 1];
            lows = new long[offset + 1];
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            highs[seen % highs.length] = high;
            lows[seen % lows.length] = low;
            seen++;
            if (seen > offset) {
                // The slot that is overwritten next holds the candle of offset bars ago.
                window.push(highs[seen % highs.length], lows[seen % lows.length]);
            }
        }

        @Override
        public double value(int output) {
            if (!window.isFull()) {
                return Double.NaN;
            }
            return switch (output) {
                case 0 -> (double) window.highest() / scale;
                case 1 -> (double) (window.highest() + window.lowest()) / (2 * scale);
                default -> (double) window.lowest() / scale;
            };
        }
    }
}
