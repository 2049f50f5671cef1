package io.candlegrid.fastpath.indicator;

import io.candlegrid.fastpath.marketdata.DoubleColumn;

/** A price field. */
record PriceFormula(DoubleColumn values) implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return 0;
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
        values.copyTo(start, count, out, at);
    }
}
