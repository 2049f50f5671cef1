package io.candlegrid.domain.backtest;

/**
 * The position that is still held at the last bar, marked to its raw close.
 *
 * @param entryPrice fill price after slippage
 * @param markPrice raw close of the last bar
 * @param quantity base units, positive
 * @param unrealizedPnl quote units, net of the entry's fee and of funding so far
 */
public record OpenPosition(
        PositionSide side,
        int entryBar,
        long entryTsOpenMillis,
        double entryPrice,
        double markPrice,
        double quantity,
        double unrealizedPnl,
        double fees,
        double mae,
        double mfe) {}
