package io.candlegrid.fastpath.indicator;

import io.candlegrid.domain.indicator.WideSum;
import io.candlegrid.fastpath.marketdata.LongColumn;

/**
 * The money flow index, from exact prefix sums.
 *
 * @param flows as {@code SeriesColumns.flows} makes them
 */
record MoneyFlowFormula(LongColumn flows, int window) implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return window;
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
        int i = Seeding.fillUndefined(window, start, count, out, at);
        for (; i < count; i++) {
            int end = 4 * (start + i + 1);
            int begin = end - 4 * window;
            double flow = difference(end + 2, begin + 2);
            out[at + i] = flow == 0 ? 50 : 100 * difference(end, begin) / flow;
        }
    }

    private double difference(int end, int begin) {
        long lowEnd = flows.get(end);
        long lowBegin = flows.get(begin);
        long high =
                flows.get(end + 1)
                        - flows.get(begin + 1)
                        - (Long.compareUnsigned(lowEnd, lowBegin) < 0 ? 1 : 0);
        return WideSum.toDouble(high, lowEnd - lowBegin);
    }
}
