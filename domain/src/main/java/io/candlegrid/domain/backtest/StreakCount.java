package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.TradeDistribution.Length;
import io.candlegrid.domain.backtest.TradeDistribution.Streaks;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts runs of wins and of losses. Used once. */
final class StreakCount {

    /** {@code int[2]} by length: streaks of wins, streaks of losses. */
    private final TreeMap<Integer, int[]> counts = new TreeMap<>();

    private int sign;
    private int length;

    private StreakCount() {}

    static Streaks of(List<Trade> trades) {
        StreakCount count = new StreakCount();
        trades.forEach(trade -> count.next((int) Math.signum(trade.pnl())));
        count.next(0);
        List<Length> lengths = new ArrayList<>();
        int longestWin = 0;
        int longestLoss = 0;
        for (var entry : count.counts.entrySet()) {
            int[] both = entry.getValue();
            lengths.add(new Length(entry.getKey(), both[0], both[1]));
            longestWin = both[0] > 0 ? entry.getKey() : longestWin;
            longestLoss = both[1] > 0 ? entry.getKey() : longestLoss;
        }
        return new Streaks(longestWin, longestLoss, lengths);
    }

    private void next(int next) {
        if (next != sign) {
            if (sign != 0) {
                counts.computeIfAbsent(length, n -> new int[2])[sign > 0 ? 0 : 1]++;
            }
            sign = next;
            length = 0;
        }
        length++;
    }
}
