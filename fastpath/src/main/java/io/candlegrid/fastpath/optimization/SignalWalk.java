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

    /** Walks one combination over the signals of the rule at a place of the batch. */
    Outcome walk(int place, Terms terms);

    /** What the last walk gave. */
    WalkResult result();
}
