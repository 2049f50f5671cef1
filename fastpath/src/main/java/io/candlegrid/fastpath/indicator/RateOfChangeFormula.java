package io.candlegrid.fastpath.indicator;

/** The change since a number of bars ago in percent. */
record RateOfChangeFormula(long[] raws, int window) implements ColumnFormula {

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
            int bar = start + i;
            long before = raws[bar - window];
            out[at + i] = before == 0 ? 0 : 100 * (double) (raws[bar] - before) / (double) before;
        }
    }
}
