package io.candlegrid.fastpath.indicator;

/** The upper or lower Keltner band: an average and a multiple of the average true range. */
record KeltnerBandFormula(
        ColumnFormula middle, ColumnFormula range, double multiplier, boolean upper)
        implements ColumnFormula {

    @Override
    public int firstDefinedBar() {
        return Math.max(middle.firstDefinedBar(), range.firstDefinedBar());
    }

    @Override
    public int stateSize() {
        return middle.stateSize() + range.stateSize();
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
        middle.fill(start, count, out, at, state, stateAt, scratch);
        range.fill(start, count, scratch, 0, state, stateAt + middle.stateSize(), scratch);
        for (int i = 0; i < count; i++) {
            double width = multiplier * scratch[i];
            out[at + i] = upper ? out[at + i] + width : out[at + i] - width;
        }
    }
}
