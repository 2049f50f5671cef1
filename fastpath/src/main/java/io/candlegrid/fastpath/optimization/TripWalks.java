package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.LaneWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.RuleTrips;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.TripFinder;
import io.candlegrid.fastpath.backtest.WalkResult;
import java.util.Arrays;

/**
 * Finds the trips of combinations first, then takes several through their money side by side. What
 * combinations with the same rule have in common is found once. Not thread-safe.
 */
final class TripWalks extends RuleBits {

    /** Bars whose prices stay in the cache while all lanes are looked through. */
    private static final int STRETCH = 4096;

    private static final int NONE = -1;

    private final TripFinder[] finders = new TripFinder[LaneWalk.LANES];
    private final LaneWalk walk;
    private final RuleTrips shared;
    private final int[] places = new int[LaneWalk.LANES];
    private final int[] alone = new int[LaneWalk.LANES];
    private final int first;
    private final int end;
    private int sharedPlace = NONE;

    TripWalks(GridPlan plan, Pruning pruning, int most) {
        super(plan, most);
        Terms template = new Terms(plan.template);
        Arrays.setAll(finders, i -> new TripFinder(plan.range, template));
        first = plan.range.first();
        end = plan.range.end();
        walk = new LaneWalk(plan.range, pruning, template, plan.sign());
        shared = new RuleTrips(plan.range, template);
    }

    @Override
    public int lanes() {
        return LaneWalk.LANES;
    }

    @Override
    public void clear(int rules) {
        super.clear(rules);
        sharedPlace = NONE;
    }

    @Override
    public void put(int lane, int place) {
        places[lane] = place;
    }

    @Override
    public Terms terms(int lane) {
        return walk.terms(lane);
    }

    @Override
    public void walk(int count) {
        int single = 0;
        for (int lane = 0; lane < count; lane++) {
            finders[lane].begin(walk.terms(lane), bits(), offsets(places[lane]), walk.trips(lane));
            if (isShared(lane, count)) {
                finders[lane].follow(shared);
            } else {
                alone[single++] = lane;
            }
        }
        for (int bar = first; bar < end; bar += STRETCH) {
            for (int i = 0; i < single; i++) {
                finders[alone[i]].advance(Math.min(end, bar + STRETCH));
            }
        }
        walk.run(count);
    }

    /** Whether the trips of a lane's rule are at hand, which they are when the next needs them. */
    private boolean isShared(int lane, int count) {
        Terms terms = walk.terms(lane);
        if (places[lane] == sharedPlace && shared.areOf(terms)) {
            return true;
        }
        boolean isCommon =
                lane + 1 < count
                        && places[lane + 1] == places[lane]
                        && walk.terms(lane + 1).hasRulesOf(terms);
        if (isCommon) {
            shared.find(terms, bits(), offsets(places[lane]));
            sharedPlace = places[lane];
        }
        return isCommon;
    }

    @Override
    public Outcome outcome(int lane) {
        return finders[lane].isLiquidated() ? Outcome.UNSUITABLE : walk.outcome(lane);
    }

    @Override
    public WalkResult result(int lane) {
        return walk.result(lane);
    }
}
