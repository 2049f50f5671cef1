package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Objects;

/**
 * Long after the fast average crosses above the slow one, short after it crosses below, until the
 * next cross or where a bar touches the trailing stop. Without leverage the trailing stop is always
 * nearer than liquidation, so the loop leaves that out.
 */
final class BothSidesLoop extends ScalarLoop {

    private double[] fast = {};
    private double[] slow = {};
    private double trailing;
    private double fee;

    BothSidesLoop(BenchGrid grid) {
        super(grid);
    }

    @Override
    void prepare(StrategySpec strategy) {
        fast = columns.of(strategy.indicators().get("fast"), "value");
        slow = columns.of(strategy.indicators().get("slow"), "value");
        trailing = Objects.requireNonNull(strategy.stops().trailingPct());
        fee = strategy.execution().feePct() / 100;
    }

    @Override
    Outcome run() {
        log.clear();
        double cash = initialEquity;
        int sign = 0;
        double quantity = 0;
        double entry = 0;
        double extreme = 0;
        double level = 0;
        double equity = cash;
        double peak = cash;
        double trough = cash;
        double deepest = 0;
        int untilMark = DAY;
        int day = 0;
        for (int i = BenchGrid.WARMUP; i < close.length; i++) {
            double price = close[i];
            int cross = 0;
            if (fast[i] > slow[i]) {
                cross = fast[i - 1] <= slow[i - 1] ? 1 : 0;
            } else if (fast[i] < slow[i]) {
                cross = fast[i - 1] >= slow[i - 1] ? -1 : 0;
            }
            if (sign != 0) {
                double exit = 0;
                if (sign > 0 ? low[i] <= level : high[i] >= level) {
                    exit = sign > 0 ? Math.min(open[i], level) : Math.max(open[i], level);
                } else {
                    if (sign > 0 ? high[i] > extreme : low[i] < extreme) {
                        extreme = sign > 0 ? high[i] : low[i];
                        level = StopLevels.trailing(sign, extreme, trailing);
                    }
                    if (cross == -sign) {
                        exit = price;
                    }
                }
                if (exit > 0) {
                    double exitFee = quantity * exit * fee;
                    double gross = Money.grossPnl(sign, quantity, entry, exit);
                    cash = Money.cashAfterExit(cash, gross, exitFee);
                    sign = 0;
                    log.fill(i, exit);
                }
            }
            if (cross != 0 && sign == 0) {
                double most = Money.maxNotional(cash, 1, fee);
                quantity = Money.percentEquityQuantity(100, most, price);
                cash -= quantity * price * fee;
                sign = cross;
                entry = price;
                extreme = price;
                level = StopLevels.trailing(sign, extreme, trailing);
                log.fill(i, price);
            }
            equity = sign != 0 ? Money.equity(cash, sign, quantity, entry, price) : cash;
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
