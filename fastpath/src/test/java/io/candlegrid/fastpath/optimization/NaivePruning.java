package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestTrace;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.domain.optimization.Pruning;
import org.jspecify.annotations.Nullable;

/** Pruning predicates evaluated bar by bar over a finished run. */
record NaivePruning(Pruning.@Nullable Reason reason, int bar) {

    static NaivePruning of(Pruning pruning, BacktestTrace trace) {
        double[] equity = trace.equity();
        double peak = trace.result().dailyEquity().isEmpty() ? 0 : 10_000;
        double windowStart = 10_000;
        for (int i = 0; i < equity.length; i++) {
            int bar = trace.firstBar() + i;
            peak = Math.max(peak, equity[i]);
            Double limit = pruning.maxDrawdown();
            if (limit != null && 1 - equity[i] / peak > limit) {
                return new NaivePruning(Pruning.Reason.MAX_DRAWDOWN, bar);
            }
            Pruning.LossWindow window = pruning.lossWindow();
            if (window != null && (i + 1) % window.bars() == 0) {
                if (equity[i] / windowStart < 1 - window.loss()) {
                    return new NaivePruning(Pruning.Reason.LOSS_WINDOW, bar);
                }
                windowStart = equity[i];
            }
            Integer most = pruning.maxTrades();
            if (most != null && closedBy(trace, bar) > most) {
                return new NaivePruning(Pruning.Reason.MAX_TRADES, bar);
            }
        }
        Integer least = pruning.minTrades();
        int lastBar = trace.firstBar() + equity.length - 1;
        return least != null && trace.result().trades().size() < least
                ? new NaivePruning(Pruning.Reason.MIN_TRADES, lastBar)
                : new NaivePruning(null, -1);
    }

    private static int closedBy(BacktestTrace trace, int bar) {
        int closed = 0;
        for (Trade trade : trace.result().trades()) {
            closed += trade.exitBar() <= bar ? 1 : 0;
        }
        return closed;
    }
}
