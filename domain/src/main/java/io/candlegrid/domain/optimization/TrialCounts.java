package io.candlegrid.domain.optimization;

import java.util.Arrays;

/**
 * How many combinations ended in which way.
 *
 * @param skipped excluded by the constraints
 * @param evaluated run to the end, those with an undefined objective included
 * @param pruned by {@link Pruning.Reason#ordinal}
 * @param nullObjective evaluated, but without a value to rank by
 */
public record TrialCounts(long skipped, long evaluated, long[] pruned, long nullObjective) {

    public static final TrialCounts NONE =
            new TrialCounts(0, 0, new long[Pruning.Reason.values().length], 0);

    /** Combinations whose trial was kept. */
    public long processed() {
        return evaluated + prunedTotal();
    }

    /** Combinations that are done. */
    public long done() {
        return skipped + processed();
    }

    public long prunedTotal() {
        return Arrays.stream(pruned).sum();
    }

    public TrialCounts plus(TrialCounts other) {
        long[] sum = pruned.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.pruned[i];
        }
        return new TrialCounts(
                skipped + other.skipped,
                evaluated + other.evaluated,
                sum,
                nullObjective + other.nullObjective);
    }
}
