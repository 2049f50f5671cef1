package io.candlegrid.domain.backtest;

/**
 * A closed round trip.
 *
 * @param entryBar index of the candle in which the entry filled
 * @param entryPrice fill price after slippage, as is exitPrice
 * @param quantity base units, positive
 * @param pnl quote units, net of fees and funding
 * @param returnFraction pnl / entry notional without fee
 * @param fees quote units, both fills
 * @param reversal whether the entry reversed a position of the other side: the trade before ended
 *     with reason {@link ExitReason#REVERSAL}
 * @param mae worst excursion against the entry price, fraction ≤ 0
 * @param mfe best excursion against the entry price, fraction ≥ 0
 */
public record Trade(
        PositionSide side,
        int entryBar,
        long entryTsOpenMillis,
        double entryPrice,
        int exitBar,
        long exitTsOpenMillis,
        double exitPrice,
        double quantity,
        double pnl,
        double returnFraction,
        double fees,
        boolean reversal,
        ExitReason exitReason,
        double mae,
        double mfe) {

    /** This trade, ended by the entry of the other side. */
    public Trade asReversal() {
        return new Trade(
                side,
                entryBar,
                entryTsOpenMillis,
                entryPrice,
                exitBar,
                exitTsOpenMillis,
                exitPrice,
                quantity,
                pnl,
                returnFraction,
                fees,
                reversal,
                ExitReason.REVERSAL,
                mae,
                mfe);
    }
}
