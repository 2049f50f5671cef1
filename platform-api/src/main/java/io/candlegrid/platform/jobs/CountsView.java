package io.candlegrid.platform.jobs;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.TrialCounts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many combinations ended in which way, as it is answered. */
record CountsView(
        long combinations,
        long skippedByConstraints,
        long evaluated,
        Map<String, Long> pruned,
        long nullObjective) {

    static CountsView of(long combinations, TrialCounts counts) {
        Map<String, Long> pruned = new LinkedHashMap<>();
        for (Pruning.Reason reason : Pruning.Reason.values()) {
            long count = counts.pruned()[reason.ordinal()];
            if (count > 0) {
                pruned.put(reason.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return new CountsView(
                combinations, counts.skipped(), counts.evaluated(), pruned, counts.nullObjective());
    }
}
