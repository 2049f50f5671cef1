package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * The result of one combination.
 *
 * @param index the combination
 * @param pruned why it was stopped, null when it ran to its end
 * @param prunedBar bar at whose close the predicate became true; −1 when not pruned
 * @param metrics all undefined when pruned
 */
public record Trial(long index, Pruning.@Nullable Reason pruned, int prunedBar, Metrics metrics) {}
