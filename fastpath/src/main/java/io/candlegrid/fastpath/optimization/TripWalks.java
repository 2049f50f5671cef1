package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.LaneWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.TripFinder;
import io.candlegrid.fastpath.backtest.WalkResult;

/**
 * Finds the trips of combinations first, then takes several through their money side by side. Not
 * thread-safe.
 */
final class TripWalks extends RuleBits {

    private final TripFinder finder;
    private final LaneWalk walk;
    private final int[] places = new int[LaneWalk.LANES];
    private final boolean[] found = new boolean[LaneWalk.LANES];

    TripWalks(GridPlan plan, Pruning pruning, int most) {
        super(plan, most);
        Terms template = new Terms(plan.template);
        finder = new TripFinder(plan.range, template);
        walk = new LaneWalk(plan.range, pruning, template, plan.sign());
    }

    @Override
    public int lanes() {
        return LaneWalk.LANES;
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
        for (int lane = 0; lane < count; lane++) {
            found[lane] =
                    finder.find(walk.terms(lane), bits(), offsets(places[lane]), walk.trips(lane));
        }
        walk.run(count);
    }

    @Override
    public Outcome outcome(int lane) {
        return found[lane] ? walk.outcome(lane) : Outcome.UNSUITABLE;
    }

    @Override
    public WalkResult result(int lane) {
        return walk.result(lane);
    }
}
