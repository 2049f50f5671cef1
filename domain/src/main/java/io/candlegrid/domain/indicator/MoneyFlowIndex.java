package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import java.util.List;

/**
 * TA-Lib's MFI: of the last n bars' money flows, typical price · volume, the part in percent of
 * those whose typical price (h + l + c)/3 rose, among those that rose or fell; 50 when there is
 * none. Sums are exact.
 */
final class MoneyFlowIndex implements Indicator {

    private static final IndicatorDefinition DEFINITION =
            new IndicatorDefinition(
                    "mfi",
                    1,
                    "Money flow index",
                    List.of(ParameterDefinition.window(14, 500)),
                    false,
                    List.of("value"));

    @Override
    public IndicatorDefinition definition() {
        return DEFINITION;
    }

    @Override
    public IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals) {
        return new Stream(use.intParam("window"));
    }

    @Override
    public int firstDefinedBar(IndicatorUse use, int output) {
        return use.intParam("window");
    }

    @Override
    public List<ExactSum> exactSums(IndicatorUse use, int bars) {
        return List.of(new ExactSum(PriceSource.HLC3, 1), new ExactSum(PriceSource.VOLUME, 1));
    }

    private static final class Stream implements IndicatorStream {

        private final long[] prices;
        private final long[] rising;
        private final long[] moving;
        private final WideSum up = new WideSum();
        private final WideSum all = new WideSum();
        private int changes = -1;
        private long previous;

        Stream(int window) {
            prices = new long[window];
            rising = new long[window];
            moving = new long[window];
        }

        @Override
        public void next(
                long tsOpenMillis, long open, long high, long low, long close, long volume) {
            long typical = high + low + close;
            int direction = Long.compare(typical, previous);
            previous = typical;
            changes++;
            if (changes == 0) {
                return;
            }
            int place = changes % prices.length;
            up.subtract(prices[place], rising[place]);
            all.subtract(prices[place], moving[place]);
            prices[place] = typical;
            rising[place] = direction > 0 ? volume : 0;
            moving[place] = direction == 0 ? 0 : volume;
            up.add(typical, rising[place]);
            all.add(typical, moving[place]);
        }

        @Override
        public double value(int output) {
            if (changes < prices.length) {
                return Double.NaN;
            }
            double flow = all.toDouble();
            return flow == 0 ? 50 : 100 * up.toDouble() / flow;
        }
    }
}
