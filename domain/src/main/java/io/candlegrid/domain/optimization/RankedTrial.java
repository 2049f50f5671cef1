package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.Metric;
import java.util.Comparator;

/**
 * A combination with its objective, what partial tops are made of.
 *
 * @param objective never NaN
 */
public record RankedTrial(double objective, long index) {

    /** Best first: by objective ({@link Double#compare}), then by index; a total order. */
    public static Comparator<RankedTrial> order(Metric objective) {
        Comparator<RankedTrial> byObjective = (a, b) -> Double.compare(a.objective, b.objective);
        return (objective.higherIsBetter() ? byObjective.reversed() : byObjective)
                .thenComparingLong(RankedTrial::index);
    }
}
