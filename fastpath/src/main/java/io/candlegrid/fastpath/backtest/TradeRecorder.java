package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.Trade;
import java.util.ArrayList;
import java.util.List;

/** Keeps the trades of a single run. Not thread-safe. */
final class TradeRecorder {

    private final List<Trade> trades = new ArrayList<>();

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
