package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.LongColumn;

/**
 * The commodity channel index; its loop over the window is on exact integers.
 *
 * @param typical h + l + c
 * @param sums prefix sums of {@code typical}
 */
record CommodityChannelFormula(long[] typical, LongColumn sums, int window)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window - 1;
    }

    @Override
    public void fill(
            int start,
            int count,
            double[] out,
            int at,
            double[] state,
            int stateAt,
            double[] scratch) {
        int i = Seeding.fillUndefined(window - 1, start, count, out, at);
        for (; i < count; i++) {
            int end = start + i + 1;
            long sum = sums.get(end) - sums.get(end - window);
            long distances = 0;
            for (int j = end - window; j < end; j++) {
                distances += Math.abs(window * typical[j] - sum);
            }
            out[at + i] =
                    distances == 0
                            ? 0
                            : (double) (window * typical[end - 1] - sum)
                                    / (0.015 * ((double) distances / window));
        }
    }
}
