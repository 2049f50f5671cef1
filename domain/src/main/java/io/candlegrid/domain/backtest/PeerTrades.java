package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.Compatibility.Column;
import java.util.List;
import java.util.Map;

/**
 * Figures of closed trades as other programs compute them, from their public sources; each formula
 * stands in {@code docs/engine/metrics.md}. NaN where a peer answers with infinity or a stand-in.
 * Pure functions.
 */
final class PeerTrades {

    private static final double ROOT_OF_YEAR = Math.sqrt(365);

    private PeerTrades() {}

    /** backtesting.py: trades by their returns, Kelly by money. */
    static void backtestingPy(
            List<Trade> trades, int firstBar, int bars, Map<Column, Double> values) {
        double gains = 0;
        double losses = 0;
        int held = 0;
        int counted = firstBar;
        for (Trade trade : trades) {
            gains += Math.max(trade.returnFraction(), 0);
            losses -= Math.min(trade.returnFraction(), 0);
            int from = Math.max(counted, trade.entryBar());
            held += Math.max(0, trade.exitBar() + 1 - from);
            counted = Math.max(counted, trade.exitBar() + 1);
        }
        values.put(Column.PROFIT_FACTOR_BACKTESTING_PY, MetricFormulas.ratio(gains, losses));
        values.put(
                Column.EXPECTANCY_BACKTESTING_PY,
                MetricFormulas.ratio(gains - losses, trades.size()));
        values.put(Column.EXPOSURE_BACKTESTING_PY, (double) held / bars);
        Sides money = Sides.of(trades);
        values.put(
                Column.KELLY_BACKTESTING_PY,
                money.winRate() - (1 - money.winRate()) / money.payoff());
    }

    /** backtrader's SQN: the population deviation of the profits. */
    static void backtrader(List<Trade> trades, Map<Column, Double> values) {
        double[] pnls = trades.stream().mapToDouble(Trade::pnl).toArray();
        int n = pnls.length;
        double ratio =
                n < 2
                        ? Double.NaN
                        : MetricFormulas.ratio(
                                MetricFormulas.mean(pnls, n), PeerRatios.populationDeviation(pnls));
        values.put(Column.SQN_BACKTRADER, Math.sqrt(n) * ratio);
    }

    /**
     * freqtrade: profits over the starting balance, spread evenly over the days, against the
     * deviation of single trades.
     *
     * @param days whole days of the range, at least 1
     */
    static void freqtrade(
            List<Trade> trades, double balance, long days, Map<Column, Double> values) {
        double[] all = trades.stream().mapToDouble(t -> t.pnl() / balance).toArray();
        double[] losses =
                trades.stream().mapToDouble(t -> t.pnl() / balance).filter(p -> p < 0).toArray();
        double sum = 0;
        for (double profit : all) {
            sum += profit;
        }
        double daily = all.length == 0 ? Double.NaN : sum / days;
        values.put(
                Column.SHARPE_FREQTRADE,
                MetricFormulas.ratio(daily, PeerRatios.populationDeviation(all)) * ROOT_OF_YEAR);
        values.put(
                Column.SORTINO_FREQTRADE,
                MetricFormulas.ratio(daily, PeerRatios.populationDeviation(losses)) * ROOT_OF_YEAR);
        values.put(
                Column.CALMAR_FREQTRADE,
                MetricFormulas.ratio(daily * 100, drawdown(trades, balance)) * ROOT_OF_YEAR);
        Sides money = Sides.of(trades);
        values.put(Column.EXPECTANCY_RATIO_FREQTRADE, (1 + money.payoff()) * money.winRate() - 1);
    }

    /** The relative drawdown of closed profits where the drawdown in money is deepest. */
    private static double drawdown(List<Trade> trades, double balance) {
        double sum = 0;
        double peak = 0;
        double deepest = 0;
        double relative = 0;
        for (Trade trade : trades) {
            sum += trade.pnl();
            peak = Math.max(peak, sum);
            if (peak - sum > deepest) {
                deepest = peak - sum;
                relative = deepest / (balance + peak);
            }
        }
        return relative;
    }

    /**
     * Wins against losses.
     *
     * @param winRate NaN without trades
     * @param payoff mean win / −mean loss; NaN without a win or a loss
     */
    private record Sides(double winRate, double payoff) {

        static Sides of(List<Trade> trades) {
            double won = 0;
            double lost = 0;
            int wins = 0;
            int losses = 0;
            for (Trade trade : trades) {
                won += Math.max(trade.pnl(), 0);
                lost -= Math.min(trade.pnl(), 0);
                wins += trade.pnl() > 0 ? 1 : 0;
                losses += trade.pnl() < 0 ? 1 : 0;
            }
            double meanWin = MetricFormulas.ratio(won, wins);
            double meanLoss = MetricFormulas.ratio(lost, losses);
            return new Sides(
                    MetricFormulas.ratio(wins, trades.size()),
                    MetricFormulas.ratio(meanWin, meanLoss));
        }
    }
}
