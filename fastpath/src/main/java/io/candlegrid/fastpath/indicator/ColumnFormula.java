package io.candlegrid.fastpath.indicator;

/**
 * One output of one indicator with its parameters, or a price field. Immutable and shared by all
 * threads; what it carries from one tile to the next is kept by the caller.
 */
public interface ColumnFormula {

    /** First bar with a value; those before are NaN. */
    int firstDefinedBar();

    /** Doubles that it carries from tile to tile. */
    default int stateSize() {
        return 0;
    }

    /**
     * Writes the values of bars [start, start + count) to {@code out} from {@code at}. Tiles are
     * asked for in order, from bar 0, with the state left by the one before.
     *
     * @param state {@link #stateSize} doubles from {@code stateAt}, of any content when start is 0
     * @param scratch at least {@code count} doubles of any content
     */
    void fill(
            int start,
            int count,
            double[] out,
            int at,
            double[] state,
            int stateAt,
            double[] scratch);
}
