package io.candlegrid.domain.backtest;

/**
 * Prices at which a position ends by itself; NaN where there is none.
 *
 * @param trailing as of the bars before
 */
public record ExitLevels(double stopLoss, double takeProfit, double trailing, double liquidation) {

    static ExitLevels of(StopTest.Levels levels) {
        return new ExitLevels(
                levels.stopLoss(), levels.takeProfit(), levels.trailing(), levels.liquidation());
    }
}
