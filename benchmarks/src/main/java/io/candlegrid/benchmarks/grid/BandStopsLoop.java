package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Objects;

/**
 * Bought below the lower band, sold above the middle one or where a bar after the entry touches the
 * stop-loss or the take-profit; the stop-loss when it touches both.
 */
final class BandStopsLoop extends ScalarLoop {

    private double[] lower = {};
    private double[] middle = {};
    private double stopLoss;
    private double takeProfit;
    private double fee;

    BandStopsLoop(BenchGrid grid) {
        super(grid);
    }

    @Override
    void prepare(StrategySpec strategy) {
        lower = columns.of(strategy.indicators().get("bb"), "lower");
        middle = columns.of(strategy.indicators().get("bb"), "middle");
        Stops stops = strategy.stops();
        stopLoss = Objects.requireNonNull(stops.stopLossPct());
        takeProfit = Objects.requireNonNull(stops.takeProfitPct());
        fee = strategy.execution().feePct() / 100;
    }

    @Override
    Outcome run() {
        log.clear();
        double cash = initialEquity;
        double quantity = 0;
        double entry = 0;
        double stop = 0;
        double profit = 0;
        double equity = cash;
        double peak = cash;
        double trough = cash;
        double deepest = 0;
        int untilMark = DAY;
        int day = 0;
        for (int i = BenchGrid.WARMUP; i < close.length; i++) {
            double price = close[i];
            boolean mayEnter = quantity == 0;
            if (quantity > 0) {
                double exit = 0;
                if (low[i] <= stop) {
                    exit = open[i] <= stop || open[i] >= profit ? open[i] : stop;
                    mayEnter = true;
                } else if (high[i] >= profit) {
                    exit = Math.max(open[i], profit);
                    mayEnter = true;
                } else if (price > middle[i]) {
                    exit = price;
                }
                if (exit > 0) {
                    double exitFee = quantity * exit * fee;
                    double gross = Money.grossPnl(1, quantity, entry, exit);
                    cash = Money.cashAfterExit(cash, gross, exitFee);
                    quantity = 0;
                    log.fill(i, exit);
                }
            }
            if (mayEnter && price < lower[i]) {
                double most = Money.maxNotional(cash, 1, fee);
                quantity = Money.percentEquityQuantity(100, most, price);
                cash -= quantity * price * fee;
                entry = price;
                stop = StopLevels.stopLoss(1, price, stopLoss);
                profit = StopLevels.takeProfit(1, price, takeProfit);
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
