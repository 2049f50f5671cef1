package io.candlegrid.fastpath.backtest;

import java.util.Arrays;

/**
 * The round trips of one combination in order of time, as far as money does not decide them.
 * Reused; not thread-safe.
 */
public final class Trips {

    /** Bit of a kind: the position is short. */
    static final byte SHORT = 1;

    /** Bit of a kind: the exit is a limit order, without slippage and at the maker's fee. */
    static final byte TAKE_PROFIT = 2;

    /** {@code int[2 · trips]}, bars: entry, exit, entry, …; the last exit may be missing. */
    int[] bars = new int[1024];

    /** {@code double[2 · trips]}, prices before slippage, unless all are the closes. */
    double[] prices = {};

    byte[] kinds = {};

    /**
     * {@code double[2 · trips]}, the least and the greatest close of the bars [entry, exit), NaN
     * where there are none; unless all prices are closes.
     */
    double[] closes = {};

    /** Number of bars. */
    int count;

    /** Whether every price is the close of its bar and every position is of one side. */
    boolean atCloses;

    /** Bars in which an adverse exit and the take-profit were both touched. */
    int ambiguous;

    /**
     * Starts trips of one side at closes.
     *
     * @return {@code int[≥ events]}, bars to be written: entry, exit, entry, …
     */
    public int[] atCloses(int events) {
        atCloses = true;
        ambiguous = 0;
        count = events;
        if (bars.length < events) {
            bars = new int[2 * events];
        }
        return bars;
    }

    /** Starts trips that are added one by one. */
    void clear() {
        atCloses = false;
        ambiguous = 0;
        count = 0;
        if (prices.length == 0) {
            prices = new double[bars.length];
            closes = new double[bars.length];
            kinds = new byte[bars.length];
        }
    }

    private void ensure(int events) {
        if (events > prices.length || events > bars.length) {
            int length = 2 * Math.max(events, Math.max(bars.length, prices.length));
            bars = Arrays.copyOf(bars, length);
            prices = Arrays.copyOf(prices, length);
            closes = Arrays.copyOf(closes, length);
            kinds = Arrays.copyOf(kinds, length);
        }
    }

    /** Adds trips [from, to) of others; the last may have no exit. */
    void append(Trips others, int from, int to) {
        int events = Math.min(others.count, 2 * to) - 2 * from;
        if (events > 0) {
            ensure(count + events + 2);
            System.arraycopy(others.bars, 2 * from, bars, count, events);
            System.arraycopy(others.prices, 2 * from, prices, count, events);
            System.arraycopy(others.closes, 2 * from, closes, count, events);
            System.arraycopy(others.kinds, from, kinds, count >> 1, (events + 1) >> 1);
            count += events;
        }
    }

    void enter(int bar, double price, int sign) {
        ensure(count + 2);
        bars[count] = bar;
        prices[count] = price;
        kinds[count >> 1] = sign < 0 ? SHORT : 0;
        count++;
    }

    void exit(int bar, double price, boolean takeProfit, double leastClose, double mostClose) {
        bars[count] = bar;
        prices[count] = price;
        closes[count - 1] = leastClose;
        closes[count] = mostClose;
        kinds[count >> 1] |= takeProfit ? TAKE_PROFIT : 0;
        count++;
    }

    /** Trips that have ended. */
    int closed() {
        return count / 2;
    }

    /** Where the trip that has no exit began. */
    int lastEntry() {
        return bars[count - 1];
    }

    int sign(int trip) {
        return (kinds[trip] & SHORT) == 0 ? 1 : -1;
    }

    int entry(int trip) {
        return bars[2 * trip];
    }

    int exit(int trip) {
        return bars[2 * trip + 1];
    }
}
