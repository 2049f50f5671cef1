package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.marketdata.StoreException;
import java.util.List;
import java.util.UUID;

/**
 * Every trial of every job. Thread-safe. Methods throw {@link StoreException} when the database
 * can't be reached.
 */
public interface TrialStore {

    /**
     * Writes trials; when it returns they are durable. The same trials again, also under another
     * epoch, leave one row for each index.
     *
     * @param epoch the writer's claim on the partition; of two rows the one of the greater epoch
     *     counts
     */
    void insert(UUID job, long epoch, List<Trial> trials);

    /** Number of different indices stored in [fromIndex, toIndex). */
    long distinctCount(UUID job, long fromIndex, long toIndex);

    /** The trials with index in [fromIndex, toIndex), by index. */
    List<Trial> read(UUID job, long fromIndex, long toIndex);

    /** The trials of the given indices, by index; those not stored are left out. */
    List<Trial> read(UUID job, List<Long> indices);

    /** How the trials of a heat map's cell become one value. */
    enum Aggregate {
        /** The best by the metric's direction. */
        BEST,
        MEAN
    }

    /**
     * One cell of a heat map.
     *
     * @param x position on the first axis
     * @param y position on the second axis
     * @param trials trials with a defined value; cells without any are left out
     */
    record HeatCell(long x, long y, double value, long trials) {}

    /**
     * A metric over two axes of a space, all other axes taken together; pruned trials and undefined
     * values don't count. Cells by x, then y.
     *
     * @param xAxis number of the first axis in {@link ParameterSpace#axes}
     * @param yAxis number of the second axis
     */
    List<HeatCell> heatMap(
            UUID job,
            ParameterSpace space,
            int xAxis,
            int yAxis,
            Metric metric,
            Aggregate aggregate);

    /** Removes all trials of a job. */
    void delete(UUID job);
}
