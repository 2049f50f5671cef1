package io.candlegrid.fastpath.optimization;

/** Takes the trials of a run, in ascending order of index, each index exactly once. */
@FunctionalInterface
public interface TrialSink {

    /** The view is reused: what is needed of it must be read before this returns. */
    void accept(TrialView trial);
}
