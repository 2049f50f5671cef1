package io.candlegrid.domain.backtest;

/** The version of the numbers: bumped only when a spec over the same candles gives others. */
public final class EngineVersion {

    public static final String CURRENT = "1";

    private EngineVersion() {}
}
