package io.candlegrid.domain.optimization;

import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Map;

/**
 * What a search is expected to take; a pure function of its size, so that the same question gets
 * the same answer. It is meant to be on the careful side; a running job knows better.
 *
 * @param combinations indices of the space, skipped ones included
 * @param bars candles per combination
 * @param seconds of search, all threads at work
 * @param bytes memory of the process that searches, beyond what it needs when idle
 */
public record Estimate(long combinations, long bars, double seconds, long bytes) {

    /**
     * Bar-combinations a thread does per second where rules alone end positions of one side:
     * measured 2.3·10⁹ for crosses of averages and 1.8·10⁹ for thresholds on an AVX-512 core at 2.2
     * GHz.
     */
    public static final double RULES_RATE = 1.5e9;

    /**
     * The same with stops, both sides or fills at the open, of a rule that no other combination
     * has: measured 2.2·10⁸ for a trailing stop that is always in the market. Combinations that
     * share a rule are faster, 9·10⁸ with that stop.
     */
    public static final double STOPS_RATE = 2.0e8;

    /** Seconds a combination takes however few bars there are: its trades, days and metrics. */
    public static final double SECONDS_PER_COMBINATION = 20e-6;

    /** Seconds to load and hash the candles and to recheck the top rows. */
    public static final double FIXED_SECONDS = 2;

    /** Most memory that indicator columns may take; further ones are computed again. */
    public static final long COLUMN_BUDGET = 1L << 30;

    /** Bytes of a bar before any indicator: time, values, prices side by side, range extremes. */
    private static final long BYTES_PER_BAR = 240;

    /**
     * The estimate of a search.
     *
     * @param rate bar-combinations a thread does per second
     * @param threads that work at the same time, over all members
     * @param columns distinct indicator columns, see {@link #columns}
     */
    public static Estimate of(
            long combinations, long bars, double rate, int threads, long columns) {
        double each = Math.max(bars / rate, SECONDS_PER_COMBINATION);
        double seconds = FIXED_SECONDS + combinations * each / Math.max(1, threads);
        double columnBytes = Math.min(COLUMN_BUDGET, (double) columns * bars * Double.BYTES);
        long bytes = bars * BYTES_PER_BAR + (long) columnBytes;
        return new Estimate(combinations, bars, Math.round(seconds * 10) / 10.0, bytes);
    }

    /** The estimate of a search over a number of bars. */
    public static Estimate of(OptimizationSpec spec, long bars, int threads) {
        return of(spec.space().size(), bars, rate(spec), threads, columns(spec));
    }

    private static double rate(OptimizationSpec spec) {
        StrategySpec strategy = spec.strategy();
        boolean isOneSided = strategy.longSide() == null || strategy.shortSide() == null;
        boolean isAtCloses = strategy.execution().fill() == Execution.Fill.CLOSE;
        boolean variesExits =
                spec.space().axes().stream()
                        .map(Axis::name)
                        .anyMatch(
                                name -> name.startsWith("stops.") || name.equals("execution.fill"));
        boolean isByRules = isOneSided && isAtCloses && strategy.stops().equals(Stops.NONE);
        return isByRules && !variesExits ? RULES_RATE : STOPS_RATE;
    }

    /** Number of distinct indicator columns that the combinations of a search use. */
    public static long columns(OptimizationSpec spec) {
        long columns = 0;
        for (Map.Entry<String, IndicatorUse> entry : spec.strategy().indicators().entrySet()) {
            long variants =
                    IndicatorRegistry.byId(entry.getValue().type())
                            .map(type -> (long) type.outputs().size())
                            .orElse(1L);
            for (Axis axis : spec.space().axes()) {
                if (axis.name().startsWith(entry.getKey() + ".")) {
                    variants *= axis.count();
                }
            }
            columns += variants;
        }
        return columns;
    }
}
