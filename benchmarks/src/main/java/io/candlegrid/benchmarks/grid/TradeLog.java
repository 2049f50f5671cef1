package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Trade;
import java.util.Arrays;
import java.util.List;
import org.ta4j.core.Position;

/** Entry and exit of each trade, in order, on primitive arrays. Not thread-safe. */
final class TradeLog {

    private int[] bars = new int[2048];
    private double[] prices = new double[2048];
    private int fills;

    static TradeLog of(List<Trade> trades) {
        TradeLog log = new TradeLog();
        for (Trade trade : trades) {
            log.fill(trade.entryBar(), trade.entryPrice());
            log.fill(trade.exitBar(), trade.exitPrice());
        }
        return log;
    }

    static TradeLog ofPositions(List<Position> positions) {
        TradeLog log = new TradeLog();
        for (Position position : positions) {
            log.fill(
                    position.getEntry().getIndex(),
                    position.getEntry().getPricePerAsset().doubleValue());
            log.fill(
                    position.getExit().getIndex(),
                    position.getExit().getPricePerAsset().doubleValue());
        }
        return log;
    }

    void clear() {
        fills = 0;
    }

    /** Adds an entry or, after one, its exit. */
    void fill(int bar, double price) {
        if (fills == bars.length) {
            bars = Arrays.copyOf(bars, 2 * fills);
            prices = Arrays.copyOf(prices, 2 * fills);
        }
        bars[fills] = bar;
        prices[fills++] = price;
    }

    /** Closed trades. */
    int trades() {
        return fills / 2;
    }

    /** The product over trades of {@code 1 + sign·(exit/entry − 1)}. */
    double grossReturn(int sign) {
        double product = 1;
        for (int i = 0; i + 1 < fills; i += 2) {
            product *= 1 + sign * (prices[i + 1] / prices[i] - 1);
        }
        return product;
    }

    /** Throws IllegalStateException unless bars and prices of all closed trades are the same. */
    void requireSame(TradeLog other, String what) {
        int same = 0;
        int end = 2 * Math.min(trades(), other.trades());
        while (same < end && bars[same] == other.bars[same] && isSamePrice(other, same)) {
            same++;
        }
        if (same < end || trades() != other.trades()) {
            throw new IllegalStateException(
                    what
                            + ": trade="
                            + same / 2
                            + " "
                            + describe(same / 2)
                            + " but "
                            + other.describe(same / 2)
                            + ", trades="
                            + trades()
                            + " but "
                            + other.trades());
        }
    }

    private boolean isSamePrice(TradeLog other, int fill) {
        return Double.doubleToLongBits(prices[fill]) == Double.doubleToLongBits(other.prices[fill]);
    }

    private String describe(int trade) {
        int i = 2 * trade;
        return trade >= trades()
                ? "none"
                : bars[i] + "@" + prices[i] + ".." + bars[i + 1] + "@" + prices[i + 1];
    }
}
