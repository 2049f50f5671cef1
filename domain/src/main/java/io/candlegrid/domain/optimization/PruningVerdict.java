package io.candlegrid.domain.optimization;

import io.candlegrid.domain.backtest.BacktestTrace;
import io.candlegrid.domain.backtest.Trade;
import java.util.Optional;

/**
 * Why and where a run is pruned: the reason of the earliest bar, ties in the order of {@link
 * Pruning.Reason}. The reference for engines that stop early.
 *
 * @param bar index in the series of the bar at whose close the predicate held first
 */
public record PruningVerdict(Pruning.Reason reason, int bar) {

    /** Judges a full run; empty when no predicate holds. */
    public static Optional<PruningVerdict> of(
            Pruning pruning, BacktestTrace trace, double initialEquity) {
        double[] equity = trace.equity();
        int first = trace.firstBar();
        int[] closed = new int[equity.length];
        for (Trade trade : trace.result().trades()) {
            closed[trade.exitBar() - first]++;
        }
        double peak = initialEquity;
        double windowStart = initialEquity;
        int trades = 0;
        for (int bar = 0; bar < equity.length; bar++) {
            peak = Math.max(peak, equity[bar]);
            Double drawdown = pruning.maxDrawdown();
            if (drawdown != null && 1 - equity[bar] / peak > drawdown) {
                return Optional.of(new PruningVerdict(Pruning.Reason.MAX_DRAWDOWN, first + bar));
            }
            Pruning.LossWindow window = pruning.lossWindow();
            if (window != null && (bar + 1) % window.bars() == 0) {
                if (equity[bar] / windowStart < 1 - window.loss()) {
                    return Optional.of(new PruningVerdict(Pruning.Reason.LOSS_WINDOW, first + bar));
                }
                windowStart = equity[bar];
            }
            trades += closed[bar];
            Integer most = pruning.maxTrades();
            if (most != null && trades > most) {
                return Optional.of(new PruningVerdict(Pruning.Reason.MAX_TRADES, first + bar));
            }
        }
        Integer fewest = pruning.minTrades();
        return fewest != null && trades < fewest
                ? Optional.of(
                        new PruningVerdict(Pruning.Reason.MIN_TRADES, first + equity.length - 1))
                : Optional.empty();
    }
}
