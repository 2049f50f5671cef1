package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.backtest.Outcome;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.WalkResult;

/** How the signals of a batch of rules are kept and walked. Not thread-safe. */
interface SignalWalk extends SignalScan.Receiver {

    /** Most rules of a batch. */
    int mostRules();

    /** Forgets the batch before. */
    void clear(int rules);

    /** Combinations that are walked at a time. */
    int lanes();

    /** Puts a combination with the rule at a place of the batch in a lane. */
    void put(int lane, int place);

    /** The terms of the combination in a lane, to be written before {@link #walk}. */
    Terms terms(int lane);

    /** Walks the combinations in the first lanes. */
    void walk(int count);

    /** What became of a lane. */
    Outcome outcome(int lane);

    /** What the walk of a lane gave. */
    WalkResult result(int lane);
}
