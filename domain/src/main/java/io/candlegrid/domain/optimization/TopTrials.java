package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The best trials seen so far, at most {@code capacity} of them, by the total order of {@link
 * RankedTrial#order}. What is in it depends only on which trials were offered, never on their order
 * or on how they were split and merged; a trial offered twice is in it once. Not thread-safe.
 */
public final class TopTrials {

    private final Metric objective;
    private final boolean higherIsBetter;
    // Best first; two arrays, so that offering a trial allocates nothing.
    private final double[] objectives;
    private final long[] indices;
    private int size;

    /** An empty top; IllegalArgumentException when the capacity is not positive. */
    public TopTrials(Metric objective, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity=" + capacity);
        }
        this.objective = objective;
        this.higherIsBetter = objective.higherIsBetter();
        this.objectives = new double[capacity];
        this.indices = new long[capacity];
    }

    /** A top of some trials, e.g. one that was stored. */
    public static TopTrials of(Metric objective, int capacity, Collection<RankedTrial> trials) {
        TopTrials top = new TopTrials(objective, capacity);
        trials.forEach(trial -> top.add(trial.objective(), trial.index()));
        return top;
    }

    /**
     * Offers a trial; NaN (an undefined objective) never enters and −0 counts as 0. Allocates
     * nothing.
     *
     * @return whether the trial is now in the top and was not before
     */
    public boolean add(double value, long index) {
        if (Double.isNaN(value)) {
            return false;
        }
        double candidate = value + 0.0;
        if (size == indices.length
                && compare(candidate, index, objectives[size - 1], indices[size - 1]) >= 0) {
            return false;
        }
        int at = position(candidate, index);
        if (at < size && compare(candidate, index, objectives[at], indices[at]) == 0) {
            return false;
        }
        int moved = Math.min(size, indices.length - 1) - at;
        System.arraycopy(objectives, at, objectives, at + 1, moved);
        System.arraycopy(indices, at, indices, at + 1, moved);
        objectives[at] = candidate;
        indices[at] = index;
        size = Math.min(size + 1, indices.length);
        return true;
    }

    /**
     * Offers every trial of another top of the same objective; the other one is left unchanged.
     * IllegalArgumentException when the objectives differ.
     */
    public void merge(TopTrials other) {
        if (other.objective != objective) {
            throw new IllegalArgumentException(
                    "objective=" + other.objective + " expected=" + objective);
        }
        for (int i = 0; i < other.size; i++) {
            add(other.objectives[i], other.indices[i]);
        }
    }

    /** The trials, best first; a copy. */
    public List<RankedTrial> list() {
        List<RankedTrial> trials = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            trials.add(new RankedTrial(objectives[i], indices[i]));
        }
        return trials;
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return indices.length;
    }

    public Metric objective() {
        return objective;
    }

    public boolean isFull() {
        return size == indices.length;
    }

    /** First place whose trial is not better than the candidate. */
    private int position(double candidate, long index) {
        int low = 0;
        int high = size;
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (compare(objectives[mid], indices[mid], candidate, index) < 0) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return low;
    }

    /** The order of {@link RankedTrial#order} without objects. */
    private int compare(double a, long indexA, double b, long indexB) {
        int byObjective = higherIsBetter ? Double.compare(b, a) : Double.compare(a, b);
        return byObjective != 0 ? byObjective : Long.compare(indexA, indexB);
    }
}
