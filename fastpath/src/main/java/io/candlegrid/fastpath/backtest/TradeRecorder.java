package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the trades and the equity at every close of a single run. Not thread-safe. */
final class TradeRecorder {

    private final List<Trade> trades = new ArrayList<>();
    private final int first;
    private final double[] equity;

    TradeRecorder(TradedRange range) {
        first = range.first;
        equity = new double[range.end - range.first];
    }

    /** Equity is this at the closes of bars [from, to). */
    void mark(int from, int to, double value) {
        Arrays.fill(equity, from - first, to - first, value);
    }

    /** {@code double[traded bars]}. */
    double[] equity() {
        return equity;
    }

    void add(Trade trade) {
        trades.add(trade);
    }

    /** The last trade was left for a position of the other side. */
    void markReversal() {
        trades.set(trades.size() - 1, trades.getLast().asReversal());
    }

    List<Trade> trades() {
        return trades;
    }
}
