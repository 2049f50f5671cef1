package io.candlegrid.fastpath.backtest;

import io.candlegrid.fastpath.marketdata.TouchSearch;

/**
 * The trips of a rule as they are without stops, and how far prices went during each. Combinations
 * with the same rule differ from them only where a trip touches one of their levels. Reused; not
 * thread-safe.
 */
public final class RuleTrips {

    /** More than rounding can make of a relative move, and less than any level needs. */
    private static final double MARGIN = 1e-9;

    private final TradedRange range;
    private final TouchSearch touches;
    private final TripFinder finder;
    private final Trips trips = new Trips();
    private final double[] moves = new double[3];
    private final Terms terms;
    private int count;

    /**
     * {@code double[trips]}, moves relative to the raw entry price: the worst, the best, and the
     * worst from the best price before; losses are negative.
     */
    private double[] worst = {};

    private double[] best = {};
    private double[] fall = {};

    public RuleTrips(TradedRange range, Terms template) {
        this.range = range;
        terms = template.copy();
        touches = range.columns.touches();
        finder = new TripFinder(range, template);
    }

    /**
     * Finds the trips of a rule.
     *
     * @param like terms of which only the fill and {@code max_bars} are looked at
     * @param words the bitsets of the rules
     * @param offsets {@code int[4]} by role, as for {@link BitWalk#run}
     */
    public void find(Terms like, long[] words, int[] offsets) {
        terms.takeRulesOf(like);
        finder.begin(terms, words, offsets, trips);
        finder.advanceByRules();
        count = (trips.count + 1) / 2;
        if (worst.length < count) {
            int length = 2 * count;
            worst = new double[length];
            best = new double[length];
            fall = new double[length];
        }
        for (int trip = 0; trip < count; trip++) {
            measure(trip);
        }
    }

    private void measure(int trip) {
        int entry = trips.entry(trip);
        int exit = trip < trips.closed() ? trips.exit(trip) : range.end;
        int from = terms.nextOpen ? entry : entry + 1;
        int to = terms.nextOpen ? exit : Math.min(exit + 1, range.end);
        double anchor = trips.prices[2 * trip];
        if (trips.sign(trip) > 0) {
            touches.movesOfLong(from, to, anchor, moves);
            worst[trip] = moves[0] / anchor - 1;
            best[trip] = moves[1] / anchor - 1;
            fall[trip] = moves[2] - 1;
        } else {
            touches.movesOfShort(from, to, anchor, moves);
            worst[trip] = 1 - moves[1] / anchor;
            best[trip] = 1 - moves[0] / anchor;
            fall[trip] = 1 - moves[2];
        }
    }

    /** Whether they are those of a combination with the same rule. */
    public boolean areOf(Terms combination) {
        return terms.hasRulesOf(combination);
    }

    /** Number of trips, with one that has no exit. */
    int count() {
        return count;
    }

    Trips trips() {
        return trips;
    }

    int sign(int trip) {
        return trips.sign(trip);
    }

    /** The bar at whose close the entry was decided. */
    int signal(int trip) {
        return terms.nextOpen ? trips.entry(trip) - 1 : trips.entry(trip);
    }

    /**
     * The first trip from {@code from} on that may touch a level, {@link #count} when none does. A
     * trip before it surely doesn't.
     *
     * @param worstLong relative move to the nearest level against a long position, −∞ for none
     * @param worstShort the same of a short one
     * @param profit relative move to the take-profit, ∞ for none
     * @param trailing relative move to the trailing stop from the best price, −∞ for none
     */
    int firstTouched(
            int from, double worstLong, double worstShort, double profit, double trailing) {
        for (int trip = from; trip < count; trip++) {
            double adverse = trips.sign(trip) > 0 ? worstLong : worstShort;
            boolean isUntouched =
                    worst[trip] > adverse + MARGIN
                            && best[trip] < profit - MARGIN
                            && fall[trip] > trailing + MARGIN;
            if (!isUntouched) {
                return trip;
            }
        }
        return count;
    }
}
