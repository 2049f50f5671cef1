package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * MACD: {@code line} = fast EMA − slow EMA, {@code signal} its EMA, {@code histogram} = line −
 * signal. As in TA-Lib both averages start at the first bar that the longer one has, each from the
 * mean of its last n values, and the signal starts from the mean of the first lines. Unlike there,
 * a fast window above the slow one is taken as written.
 */
final class MovingAverageConvergence implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "macd",
                    1,
                    "Moving average convergence divergence (MACD)",
                    List.of(
                            ParameterDefinition.window("fast_window", 12, 2000),
                            ParameterDefinition.window("slow_window", 26, 2000),
                            ParameterDefinition.window("signal_window", 9, 500)
                                    .only("signal", "histogram")),
                    true,
                    List.of("line", "signal", "histogram"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        PriceSource source = Sources.of(use);
        return new Stream(
                source,
                use.intParam("fast_window"),
                use.intParam("slow_window"),
                use.intParam("signal_window"),
                source.scale(priceDecimals, volumeDecimals));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        int line = longest(use) - 1;
        return output == 0 ? line : line + use.intParam("signal_window") - 1;
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(Sources.of(use), longest(use)));
    }

    private static int longest(IndicatorUse use) {
        return Math.max(use.intParam("fast_window"), use.intParam("slow_window"));
    }

    private static final class Stream implements IndicatorStream {

        private final ExponentialMovingAverage.Stream fast;
        private final ExponentialMovingAverage.Stream slow;
        private final int fastFrom;
        private final int slowFrom;
        private final int longest;
        private final int signalWindow;
        private final double alpha;
        private int seen;
        private int lines;
        private double line = Double.NaN;
        private double sum;
        private double signal = Double.NaN;

        Stream(PriceSource source, int fastWindow, int slowWindow, int signalWindow, double scale) {
            fast = new ExponentialMovingAverage.Stream(source, fastWindow, scale);
            slow = new ExponentialMovingAverage.Stream(source, slowWindow, scale);
            longest = Math.max(fastWindow, slowWindow);
            fastFrom = longest - fastWindow;
            slowFrom = longest - slowWindow;
            this.signalWindow = signalWindow;
            alpha = ExponentialMovingAverage.alpha(signalWindow);
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            if (seen >= fastFrom) {
                fast.next(tsOpenMillis, open, high, low, close, volume);
            }
            if (seen >= slowFrom) {
                slow.next(tsOpenMillis, open, high, low, close, volume);
            }
            seen++;
            if (seen < longest) {
                return;
            }
            line = fast.value(0) - slow.value(0);
            if (lines == signalWindow) {
                signal = signal + alpha * (line - signal);
                return;
            }
            lines++;
            sum += line;
            if (lines == signalWindow) {
                signal = sum / signalWindow;
            }
        }

        @Override
        public double value(int output) {
            return switch (output) {
                case 0 -> line;
                case 1 -> signal;
                default -> line - signal;
            };
        }
    }
}
