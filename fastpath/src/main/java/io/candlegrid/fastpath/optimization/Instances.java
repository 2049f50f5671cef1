package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.indicator.ColumnFormula;
import io.candlegrid.fastpath.simd.KernelSupport;
import io.candlegrid.fastpath.simd.Kernels;
import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.PairComparer;
import io.candlegrid.fastpath.strategy.PairWords;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct columns and constants of a panel, by number, with what they carry from tile to tile.
 * Streaming columns share the tile of their operand, all others have their own. Not thread-safe.
 */
final class Instances {

    private static final KernelSupport KERNELS = Kernels.SUPPORT;

    private final OperandTiles tiles;
    private final PairComparer comparer = new PairComparer();
    private final double[] scratch = new double[OperandTiles.BARS];
    private final int streamingTiles;

    private @Nullable ColumnFormula[] formulas = new @Nullable ColumnFormula[64];
    private double[] constants = new double[64];
    private int[] tile = new int[64];
    private boolean[] resident = new boolean[64];
    private int[] stateAt = new int[64];
    private double[] state = new double[128];
    private double[] before = new double[64];
    private double[] last = new double[64];
    private int size;
    private int stateUsed;
    private int tilesUsed;

    /**
     * @param streamingTiles tiles 0 to this are the operands', shared by their streaming columns
     */
    Instances(int streamingTiles) {
        this.streamingTiles = streamingTiles;
        tiles = new OperandTiles(streamingTiles + 8);
        tilesUsed = streamingTiles;
    }

    void clear() {
        Arrays.fill(formulas, 0, size, null);
        size = 0;
        stateUsed = 0;
        tilesUsed = streamingTiles;
    }

    int size() {
        return size;
    }

    /** Columns that have a tile of their own. */
    int residents() {
        return tilesUsed - streamingTiles;
    }

    int addConstant(double value) {
        int number = add();
        constants[number] = value;
        before[number] = value;
        tile[number] = -1;
        resident[number] = false;
        return number;
    }

    /** Adds a column with a tile of its own. */
    int addResident(ColumnFormula formula) {
        int number = add(formula);
        tile[number] = tilesUsed++;
        resident[number] = true;
        tiles.ensure(tilesUsed);
        return number;
    }

    /** Adds a column that shares a tile. */
    int addStreaming(ColumnFormula formula, int sharedTile) {
        int number = add(formula);
        tile[number] = sharedTile;
        resident[number] = false;
        return number;
    }

    private int add(ColumnFormula formula) {
        int number = add();
        formulas[number] = formula;
        stateAt[number] = stateUsed;
        stateUsed += formula.stateSize();
        if (stateUsed > state.length) {
            state = Arrays.copyOf(state, Math.max(stateUsed, 2 * state.length));
        }
        return number;
    }

    private int add() {
        int number = size++;
        if (number == constants.length) {
            int length = 2 * number;
            formulas = Arrays.copyOf(formulas, length);
            constants = Arrays.copyOf(constants, length);
            tile = Arrays.copyOf(tile, length);
            resident = Arrays.copyOf(resident, length);
            stateAt = Arrays.copyOf(stateAt, length);
            before = Arrays.copyOf(before, length);
            last = Arrays.copyOf(last, length);
        }
        formulas[number] = null;
        before[number] = Double.NaN;
        last[number] = Double.NaN;
        return number;
    }

    /** First bar on which it is defined. */
    int firstDefinedBar(int number) {
        ColumnFormula formula = formulas[number];
        return formula == null ? 0 : formula.firstDefinedBar();
    }

    /** Fills the tiles of all columns that have their own. */
    void fillResidents(int start, int count) {
        for (int i = 0; i < size; i++) {
            if (resident[i]) {
                fill(i, start, count);
            }
        }
    }

    /** Fills a column's tile with the bars [start, start + count). */
    void fill(int number, int start, int count) {
        ColumnFormula formula = formulas[number];
        if (formula == null) {
            return;
        }
        int at = tile[number] * OperandTiles.BARS;
        double[] values = tiles.values();
        formula.fill(start, count, values, at, state, stateAt[number], scratch);
        int whole = (count + KernelSupport.WORD - 1) / KernelSupport.WORD * KernelSupport.WORD;
        Arrays.fill(values, at + count, at + whole, Double.NaN);
        KERNELS.narrow(values, tiles.keys(), at, whole);
        before[number] = last[number];
        last[number] = values[at + count - 1];
    }

    /** Compares two of them over the tile at hand. */
    void compare(int left, int right, int words, PairWords pairs, int slot) {
        int a = tile[left];
        int b = tile[right];
        if (a >= 0 && b >= 0) {
            comparer.compare(tiles, a, b, words, pairs, slot);
        } else if (a >= 0) {
            comparer.compare(tiles, a, constants[right], words, pairs, slot);
        } else if (b >= 0) {
            comparer.compare(tiles, b, constants[left], words, pairs, slot);
            PairComparer.exchange(pairs, slot, words);
        } else {
            PairComparer.compare(constants[left], constants[right], words, pairs, slot);
        }
        PairComparer.before(before[left], before[right], pairs, slot);
    }
}
