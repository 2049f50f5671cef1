package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Objects;

/** Bought below one value of the index, sold above another. */
final class RsiThresholdsLoop extends ScalarLoop {

    private double[] rsi = {};
    private double oversold;
    private double overbought;
    private double fee;

    RsiThresholdsLoop(BenchGrid grid) {
        super(grid);
    }

    @Override
    void prepare(StrategySpec strategy) {
        rsi = columns.of(strategy.indicators().get("rsi"), "value");
        oversold = Objects.requireNonNull(strategy.constants().get("oversold"));
        overbought = Objects.requireNonNull(strategy.constants().get("overbought"));
        fee = strategy.execution().feePct() / 100;
    }

    @Override
    Outcome run() {
        log.clear();
        double cash = initialEquity;
        double quantity = 0;
        double entry = 0;
        double equity = cash;
        double peak = cash;
        double trough = cash;
        double deepest = 0;
        int untilMark = DAY;
        int day = 0;
        for (int i = BenchGrid.WARMUP; i < close.length; i++) {
            double price = close[i];
            if (quantity > 0) {
                if (rsi[i] > overbought) {
                    double exitFee = quantity * price * fee;
                    double gross = Money.grossPnl(1, quantity, entry, price);
                    cash = Money.cashAfterExit(cash, gross, exitFee);
                    quantity = 0;
                    log.fill(i, price);
                }
            } else if (rsi[i] < oversold) {
                double most = Money.maxNotional(cash, 1, fee);
                quantity = Money.percentEquityQuantity(100, most, price);
                cash -= quantity * price * fee;
                entry = price;
                log.fill(i, price);
            }
            equity = quantity > 0 ? Money.equity(cash, 1, quantity, entry, price) : cash;
            if (equity < trough) {
                trough = equity;
            } else if (equity > peak) {
                deepest = Math.max(deepest, 1 - trough / peak);
                peak = equity;
                trough = equity;
            }
            if (--untilMark == 0) {
                untilMark = DAY;
                marks[day++] = equity;
            }
        }
        return outcome(equity, Math.max(deepest, 1 - trough / peak), day);
    }
}
