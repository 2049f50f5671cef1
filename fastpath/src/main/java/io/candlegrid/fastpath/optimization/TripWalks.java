package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.LaneWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.TripFinder;
import io.candlegrid.fastpath.backtest.WalkResult;
import java.util.Arrays;

/**
 * Finds the trips of combinations first, then takes several through their money side by side. Not
 * thread-safe.
 */
final class TripWalks extends RuleBits {

    /** Bars whose prices stay in the cache while all lanes are looked through. */
    private static final int STRETCH = 4096;

    private final TripFinder[] finders = new TripFinder[LaneWalk.LANES];
    private final LaneWalk walk;
    private final int[] places = new int[LaneWalk.LANES];
    private final int first;
    private final int end;

    TripWalks(GridPlan plan, Pruning pruning, int most) {
        super(plan, most);
        Terms template = new Terms(plan.template);
        Arrays.setAll(finders, i -> new TripFinder(plan.range, template));
        first = plan.range.first();
        end = plan.range.end();
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
            finders[lane].begin(walk.terms(lane), bits(), offsets(places[lane]), walk.trips(lane));
        }
        for (int bar = first; bar < end; bar += STRETCH) {
            for (int lane = 0; lane < count; lane++) {
                finders[lane].advance(Math.min(end, bar + STRETCH));
            }
        }
        walk.run(count);
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
