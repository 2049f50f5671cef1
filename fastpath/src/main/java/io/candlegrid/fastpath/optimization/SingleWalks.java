package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.backtest.BitWalk;
import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.WalkResult;

/** Walks combinations one at a time, with everything there is. Not thread-safe. */
final class SingleWalks extends RuleBits {

    private final WalkResult result;
    private final BitWalk walk;
    private final Terms terms;
    private int place;
    private Outcome outcome = Outcome.UNSUITABLE;

    SingleWalks(GridPlan plan, Pruning pruning, int most) {
        super(plan, most);
        result = new WalkResult(plan.range, pruning);
        terms = new Terms(plan.template);
        walk = new BitWalk(plan.range, result, terms);
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void put(int lane, int rule) {
        place = rule;
    }

    @Override
    public Terms terms(int lane) {
        return terms;
    }

    @Override
    public void walk(int count) {
        outcome = walk.run(terms, bits(), offsets(place));
    }

    @Override
    public Outcome outcome(int lane) {
        return outcome;
    }

    @Override
    public WalkResult result(int lane) {
        return result;
    }
}
