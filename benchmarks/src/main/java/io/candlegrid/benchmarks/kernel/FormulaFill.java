package io.candlegrid.benchmarks.kernel;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.fastpath.indicator.ColumnFormula;
import io.candlegrid.fastpath.indicator.ColumnFormulas;
import io.candlegrid.fastpath.marketdata.SeriesColumns;

/** A column by the fast engine's formula, tile after tile as a search asks for it. */
public final class FormulaFill {

    private static final int TILE = 1024;

    private final ColumnFormula formula;
    private final double[] state;
    private final double[] scratch = new double[TILE];

    /**
     * @param columns the inputs that all columns of a series share, e.g. sums; they are made here
     */
    public FormulaFill(IndicatorUse use, String output, SeriesColumns columns) {
        formula = ColumnFormulas.of(use, output, columns);
        state = new double[formula.stateSize()];
    }

    /** Writes the whole column. */
    public void fill(double[] out) {
        for (int start = 0; start < out.length; start += TILE) {
            int count = Math.min(TILE, out.length - start);
            formula.fill(start, count, out, start, state, 0, scratch);
        }
    }
}
