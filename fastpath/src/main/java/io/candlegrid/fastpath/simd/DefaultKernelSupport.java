package io.candlegrid.fastpath.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Plain loops. */
final class DefaultKernelSupport implements KernelSupport {

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void windowMeans(
            MemorySegment prefix,
            int first,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        windowMeans(prefix, first, 0, count, window, divisor, out, at);
    }

    /** The means of i in [from, count). */
    static void windowMeans(
            MemorySegment prefix,
            int first,
            int from,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        for (int i = from; i < count; i++) {
            long end = first + i + 1L;
            long sum =
                    prefix.getAtIndex(ValueLayout.JAVA_LONG, end)
                            - prefix.getAtIndex(ValueLayout.JAVA_LONG, end - window);
            out[at + i] = (double) sum / divisor;
        }
    }

    @Override
    public void windowDeviations(
            MemorySegment prefix,
            MemorySegment squares,
            int first,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        windowDeviations(prefix, squares, first, 0, count, window, divisor, out, at);
    }

    /** The deviations of i in [from, count). */
    static void windowDeviations(
            MemorySegment prefix,
            MemorySegment squares,
            int first,
            int from,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        for (int i = from; i < count; i++) {
            long end = first + i + 1L;
            long sum = difference(prefix, end, window);
            long value = window * difference(squares, end, window) - sum * sum;
            out[at + i] = Math.sqrt((double) value) / divisor;
        }
    }

    private static long difference(MemorySegment prefix, long end, int window) {
        return prefix.getAtIndex(ValueLayout.JAVA_LONG, end)
                - prefix.getAtIndex(ValueLayout.JAVA_LONG, end - window);
    }

    @Override
    public void narrow(double[] in, float[] out, int at, int count) {
        for (int i = at; i < at + count; i++) {
            out[i] = (float) in[i] + 0.0f;
        }
    }

    @Override
    public boolean order(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal) {
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                float y = b[bAt + w * WORD + i];
                gt |= x > y ? 1L << i : 0;
                eq |= x == y ? 1L << i : 0;
            }
            greater[at + w] = gt;
            less[at + w] = ~(gt | eq);
            equal[w] = eq;
            any |= eq;
        }
        return any != 0;
    }

    @Override
    public boolean orderConstant(
            float[] a,
            int aAt,
            float b,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal) {
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                gt |= x > b ? 1L << i : 0;
                eq |= x == b ? 1L << i : 0;
            }
            greater[at + w] = gt;
            less[at + w] = ~(gt | eq);
            equal[w] = eq;
            any |= eq;
        }
        return any != 0;
    }

    @Override
    public boolean greater(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int words,
            long[] greater,
            int at,
            long[] less) {
        boolean same = false;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                float y = b[bAt + w * WORD + i];
                gt |= x > y ? 1L << i : 0;
                same |= Float.floatToRawIntBits(x) == Float.floatToRawIntBits(y);
            }
            greater[at + w] = gt;
            less[at + w] = ~gt;
        }
        return same;
    }

    @Override
    public boolean greaterConstant(
            float[] a, int aAt, float b, int words, long[] greater, int at, long[] less) {
        boolean same = false;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                gt |= x > b ? 1L << i : 0;
                same |= Float.floatToRawIntBits(x) == Float.floatToRawIntBits(b);
            }
            greater[at + w] = gt;
            less[at + w] = ~gt;
        }
        return same;
    }

    @Override
    public void trade(TradeLanes t, int first, int rows) {
        for (int lane = 0; lane < TradeLanes.LANES; lane++) {
            t.cashBefore[lane] = t.cash[lane];
            int end = Math.min(rows, (int) t.trades[lane] - first);
            for (int row = 0; row < end; row++) {
                trade(t, lane, row * TradeLanes.LANES + lane, first * TradeLanes.LANES);
            }
        }
    }

    private static void trade(TradeLanes t, int lane, int at, int before) {
        double price = t.entryPrice[at];
        double fill = price * t.entryFactor[at];
        double most = t.cash[lane] * t.leverage[lane] / t.margin[lane];
        double taken = t.amount[lane] < most ? t.amount[lane] : most;
        double quantity = t.share[lane] * taken / fill;
        double notional = quantity * fill;
        double entryFee = notional * t.fee[lane];
        double held = t.cash[lane] - entryFee;
        t.turnover[lane] += notional;
        t.fees[lane] += entryFee;
        t.slippage[lane] += quantity * Math.abs(fill - price);
        t.fill[at] = fill;
        t.quantity[at] = quantity;
        t.cashHeld[at] = held;

        double exitPrice = t.exitPrice[at];
        double exitFill = exitPrice * t.exitFactor[at];
        double exitNotional = quantity * exitFill;
        double exitFee = exitNotional * t.exitFee[at];
        double gross = t.sign[at] * quantity * (exitFill - fill);
        double cash = held + gross - exitFee;
        t.cash[lane] = cash;
        t.cashBefore[at + TradeLanes.LANES] = cash;
        t.turnover[lane] += exitNotional;
        t.fees[lane] += exitFee;
        t.slippage[lane] += quantity * Math.abs(exitFill - exitPrice);
        double pnl = gross - entryFee - exitFee;
        t.pnl[before + at] = pnl;
        closed(t, lane, pnl);
        if (!t.bothSides) {
            return;
        }
        if (t.sign[at] > 0) {
            t.longPnl[lane] += pnl;
        } else {
            t.shortPnl[lane] += pnl;
            t.shortTrades[lane]++;
            t.shortWins[lane] += pnl > 0 ? 1 : 0;
        }
    }

    private static void closed(TradeLanes t, int lane, double pnl) {
        t.pnlSum[lane] += pnl;
        t.best[lane] = Math.max(t.best[lane], pnl);
        t.worst[lane] = Math.min(t.worst[lane], pnl);
        if (pnl > 0) {
            t.wins[lane]++;
            t.winSum[lane] += pnl;
        }
        if (pnl < 0) {
            t.losses[lane]++;
            t.lossSum[lane] += pnl;
            t.losingStreak[lane]++;
            t.longestLosingStreak[lane] =
                    Math.max(t.longestLosingStreak[lane], t.losingStreak[lane]);
        } else {
            t.losingStreak[lane] = 0;
        }
    }

    @Override
    public int firstOutside(
            double[] low, double[] high, int from, int to, double below, double above) {
        int i = from;
        while (i < to && low[i] > below && high[i] < above) {
            i++;
        }
        return i;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public int follow(TradeLanes t, int lane, int first, int from, int rows) {
        int end = Math.min(rows, (int) t.trades[lane] - first);
        for (int row = from + t.attention; row < end; row++) {
            if (needsAttention(t, lane, row)) {
                t.attention = 1;
                return row;
            }
            t.trough[lane] = least(t, lane, row * TradeLanes.LANES + lane);
        }
        t.attention = 0;
        return rows;
    }

    private static boolean needsAttention(TradeLanes t, int lane, int row) {
        int at = row * TradeLanes.LANES + lane;
        double before = t.cashBefore[at] + t.flat[at];
        double quantity = t.quantity[at];
        double least = least(t, lane, at);
        boolean isAtPeak = before >= t.peak[lane] || marked(t, at, t.bestClose) >= t.peak[lane];
        boolean isSized = quantity > 0 && quantity < Double.POSITIVE_INFINITY;
        double level = t.fill[at] * t.liquidationFactor[lane];
        return isAtPeak
                || !isSized
                || !(least > 0 && t.cashBefore[at] > 0)
                || t.sign[at] * (level - t.worstPrice) >= 0
                || 1 - least / t.peak[lane] > t.drawdownLimit;
    }

    private static double least(TradeLanes t, int lane, int at) {
        double before = t.cashBefore[at] + t.flat[at];
        double held = marked(t, at, t.worstClose);
        double least = before < t.trough[lane] ? before : t.trough[lane];
        return held < least ? held : least;
    }

    private static double marked(TradeLanes t, int at, double[] closes) {
        return t.cashHeld[at] + t.sign[at] * t.quantity[at] * (closes[at] - t.fill[at]);
    }

    @Override
    public void deviations(TradeLanes t, int rows) {
        for (int lane = 0; lane < TradeLanes.LANES; lane++) {
            double mean = t.pnlSum[lane] / t.trades[lane];
            double squares = 0;
            for (int row = 0; row < Math.min(rows, (int) t.trades[lane]); row++) {
                double difference = t.pnl[row * TradeLanes.LANES + lane] - mean;
                squares += difference * difference;
            }
            t.squares[lane] = squares;
        }
    }
}
