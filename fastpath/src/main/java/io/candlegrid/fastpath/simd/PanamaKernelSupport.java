package io.candlegrid.fastpath.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Vector API loops with scalar tails. */
final class PanamaKernelSupport implements KernelSupport {

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(
                    float.class,
                    jdk.incubator.vector.VectorShape.forBitSize(
                            FloatVector.SPECIES_PREFERRED.vectorBitSize() / 2));
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    public String description() {
        return "vector " + FLOATS.vectorBitSize() + " bit";
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
        int i = 0;
        DoubleVector by = DoubleVector.broadcast(DOUBLES, divisor);
        DoubleVector inverse = DoubleVector.broadcast(DOUBLES, 1 / divisor);
        long end = (first + 1L) * Long.BYTES;
        long start = end - (long) window * Long.BYTES;
        for (; i <= count - LONGS.length(); i += LONGS.length()) {
            long shift = (long) i * Long.BYTES;
            LongVector sum =
                    LongVector.fromMemorySegment(LONGS, prefix, end + shift, ORDER)
                            .sub(LongVector.fromMemorySegment(LONGS, prefix, start + shift, ORDER));
            DoubleVector value = (DoubleVector) sum.convert(VectorOperators.L2D, 0);
            divide(value, by, inverse).intoArray(out, at + i);
        }
        DefaultKernelSupport.windowMeans(prefix, first, i, count, window, divisor, out, at);
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
        int i = 0;
        long end = (first + 1L) * Long.BYTES;
        long start = end - (long) window * Long.BYTES;
        for (; i <= count - LONGS.length(); i += LONGS.length()) {
            long shift = (long) i * Long.BYTES;
            LongVector sum =
                    LongVector.fromMemorySegment(LONGS, prefix, end + shift, ORDER)
                            .sub(LongVector.fromMemorySegment(LONGS, prefix, start + shift, ORDER));
            LongVector square =
                    LongVector.fromMemorySegment(LONGS, squares, end + shift, ORDER)
                            .sub(
                                    LongVector.fromMemorySegment(
                                            LONGS, squares, start + shift, ORDER));
            LongVector spread = square.mul((long) window).sub(sum.mul(sum));
            DoubleVector value = (DoubleVector) spread.convert(VectorOperators.L2D, 0);
            value.sqrt().div(divisor).intoArray(out, at + i);
        }
        DefaultKernelSupport.windowDeviations(
                prefix, squares, first, i, count, window, divisor, out, at);
    }

    @Override
    public void narrow(double[] in, float[] out, int at, int count) {
        int i = at;
        int last = at + count - DOUBLES.length();
        for (; i <= last; i += DOUBLES.length()) {
            DoubleVector value = DoubleVector.fromArray(DOUBLES, in, i);
            ((FloatVector) value.convertShape(VectorOperators.D2F, HALF_FLOATS, 0))
                    .add(0.0f)
                    .intoArray(out, i);
        }
        for (; i < at + count; i++) {
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
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                int bar = w * WORD + i;
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + bar);
                FloatVector y = FloatVector.fromArray(FLOATS, b, bAt + bar);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                eq |= bits(x.compare(VectorOperators.EQ, y)) << i;
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
        FloatVector y = FloatVector.broadcast(FLOATS, b);
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + w * WORD + i);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                eq |= bits(x.compare(VectorOperators.EQ, y)) << i;
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
        IntVector nearest = IntVector.broadcast(INTS, -1);
        for (int w = 0; w < words; w++) {
            long gt = 0;
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                int bar = w * WORD + i;
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + bar);
                FloatVector y = FloatVector.fromArray(FLOATS, b, bAt + bar);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                nearest = nearest.lanewise(VectorOperators.UMIN, difference(x, y));
            }
            greater[at + w] = gt;
            less[at + w] = ~gt;
        }
        return nearest.compare(VectorOperators.EQ, 0).anyTrue();
    }

    @Override
    public boolean greaterConstant(
            float[] a, int aAt, float b, int words, long[] greater, int at, long[] less) {
        FloatVector y = FloatVector.broadcast(FLOATS, b);
        IntVector nearest = IntVector.broadcast(INTS, -1);
        for (int w = 0; w < words; w++) {
            long gt = 0;
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + w * WORD + i);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                nearest = nearest.lanewise(VectorOperators.UMIN, difference(x, y));
            }
            greater[at + w] = gt;
            less[at + w] = ~gt;
        }
        return nearest.compare(VectorOperators.EQ, 0).anyTrue();
    }

    /** Zero where the keys have the same bits. */
    private static IntVector difference(FloatVector x, FloatVector y) {
        return x.viewAsIntegralLanes().lanewise(VectorOperators.XOR, y.viewAsIntegralLanes());
    }

    @Override
    public void trade(TradeLanes t, int first, int rows) {
        for (int lane = 0; lane < TradeLanes.LANES; lane += DOUBLES.length()) {
            trade(t, lane, first, rows);
        }
    }

    private static void trade(TradeLanes t, int lane, int first, int rows) {
        DoubleVector fee = DoubleVector.fromArray(DOUBLES, t.fee, lane);
        DoubleVector leverage = DoubleVector.fromArray(DOUBLES, t.leverage, lane);
        DoubleVector margin = DoubleVector.fromArray(DOUBLES, t.margin, lane);
        DoubleVector share = DoubleVector.fromArray(DOUBLES, t.share, lane);
        DoubleVector amount = DoubleVector.fromArray(DOUBLES, t.amount, lane);
        DoubleVector trades = DoubleVector.fromArray(DOUBLES, t.trades, lane);
        DoubleVector cash = DoubleVector.fromArray(DOUBLES, t.cash, lane);
        DoubleVector turnover = DoubleVector.fromArray(DOUBLES, t.turnover, lane);
        DoubleVector fees = DoubleVector.fromArray(DOUBLES, t.fees, lane);
        DoubleVector slippage = DoubleVector.fromArray(DOUBLES, t.slippage, lane);
        cash.intoArray(t.cashBefore, lane);
        for (int row = 0; row < rows; row++) {
            int at = row * TradeLanes.LANES + lane;
            VectorMask<Double> runs = trades.compare(VectorOperators.GT, (double) (first + row));
            DoubleVector price = DoubleVector.fromArray(DOUBLES, t.entryPrice, at);
            DoubleVector fill = price.mul(DoubleVector.fromArray(DOUBLES, t.entryFactor, at));
            DoubleVector most = cash.mul(leverage).div(margin);
            DoubleVector taken = most.blend(amount, amount.lt(most));
            DoubleVector quantity = share.mul(taken).div(fill);
            DoubleVector notional = quantity.mul(fill);
            DoubleVector entryFee = notional.mul(fee);
            DoubleVector held = cash.sub(entryFee);
            turnover = turnover.add(notional, runs);
            fees = fees.add(entryFee, runs);
            slippage = slippage.add(quantity.mul(fill.sub(price).abs()), runs);
            fill.intoArray(t.fill, at);
            quantity.intoArray(t.quantity, at);
            held.intoArray(t.cashHeld, at);

            DoubleVector exitPrice = DoubleVector.fromArray(DOUBLES, t.exitPrice, at);
            DoubleVector exitFill =
                    exitPrice.mul(DoubleVector.fromArray(DOUBLES, t.exitFactor, at));
            DoubleVector exitNotional = quantity.mul(exitFill);
            DoubleVector exitFee = exitNotional.mul(DoubleVector.fromArray(DOUBLES, t.exitFee, at));
            DoubleVector sign = DoubleVector.fromArray(DOUBLES, t.sign, at);
            DoubleVector gross = sign.mul(quantity).mul(exitFill.sub(fill));
            cash = cash.blend(held.add(gross).sub(exitFee), runs);
            cash.intoArray(t.cashBefore, at + TradeLanes.LANES);
            turnover = turnover.add(exitNotional, runs);
            fees = fees.add(exitFee, runs);
            slippage = slippage.add(quantity.mul(exitFill.sub(exitPrice).abs()), runs);
            gross.sub(entryFee).sub(exitFee).intoArray(t.pnl, at + first * TradeLanes.LANES);
        }
        cash.intoArray(t.cash, lane);
        turnover.intoArray(t.turnover, lane);
        fees.intoArray(t.fees, lane);
        slippage.intoArray(t.slippage, lane);
        count(t, lane, first, rows);
        if (t.bothSides) {
            countSides(t, lane, first, rows);
        }
    }

    @Override
    public int firstOutside(
            double[] low, double[] high, int from, int to, double below, double above) {
        int i = from;
        for (; i <= to - DOUBLES.length(); i += DOUBLES.length()) {
            VectorMask<Double> outside =
                    DoubleVector.fromArray(DOUBLES, low, i)
                            .compare(VectorOperators.LE, below)
                            .or(
                                    DoubleVector.fromArray(DOUBLES, high, i)
                                            .compare(VectorOperators.GE, above));
            if (outside.anyTrue()) {
                return i + outside.firstTrue();
            }
        }
        while (i < to && low[i] > below && high[i] < above) {
            i++;
        }
        return i;
    }

    @Override
    public int width() {
        return DOUBLES.length();
    }

    @Override
    public int follow(TradeLanes t, int lane, int first, int from, int rows) {
        DoubleVector trades = DoubleVector.fromArray(DOUBLES, t.trades, lane);
        DoubleVector peak = DoubleVector.fromArray(DOUBLES, t.peak, lane);
        DoubleVector trough = DoubleVector.fromArray(DOUBLES, t.trough, lane);
        DoubleVector factor = DoubleVector.fromArray(DOUBLES, t.liquidationFactor, lane);
        boolean limits = t.drawdownLimit < Double.POSITIVE_INFINITY;
        int row = from;
        long open = ~t.attention;
        int attention = 0;
        for (; row < rows; row++) {
            int at = row * TradeLanes.LANES + lane;
            DoubleVector cash = DoubleVector.fromArray(DOUBLES, t.cashBefore, at);
            DoubleVector before = cash.add(DoubleVector.fromArray(DOUBLES, t.flat, at));
            DoubleVector sign = DoubleVector.fromArray(DOUBLES, t.sign, at);
            DoubleVector held = DoubleVector.fromArray(DOUBLES, t.cashHeld, at);
            DoubleVector fill = DoubleVector.fromArray(DOUBLES, t.fill, at);
            DoubleVector quantity = DoubleVector.fromArray(DOUBLES, t.quantity, at);
            DoubleVector signed = sign.mul(quantity);
            DoubleVector best = DoubleVector.fromArray(DOUBLES, t.bestClose, at);
            DoubleVector worst = DoubleVector.fromArray(DOUBLES, t.worstClose, at);
            DoubleVector most = held.add(signed.mul(best.sub(fill)));
            DoubleVector least = held.add(signed.mul(worst.sub(fill)));
            DoubleVector lower = trough.blend(before, before.lt(trough));
            lower = lower.blend(least, least.lt(lower));
            VectorMask<Double> fine =
                    quantity.compare(VectorOperators.GT, 0.0)
                            .and(quantity.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                            .and(lower.compare(VectorOperators.GT, 0.0))
                            .and(cash.compare(VectorOperators.GT, 0.0));
            VectorMask<Double> liquidates =
                    sign.mul(fill.mul(factor).sub(t.worstPrice)).compare(VectorOperators.GE, 0.0);
            VectorMask<Double> bad =
                    fine.not()
                            .or(before.compare(VectorOperators.GE, peak))
                            .or(most.compare(VectorOperators.GE, peak))
                            .or(liquidates);
            if (limits) {
                DoubleVector drawdown = DoubleVector.broadcast(DOUBLES, 1.0).sub(lower.div(peak));
                bad = bad.or(drawdown.compare(VectorOperators.GT, t.drawdownLimit));
            }
            VectorMask<Double> runs =
                    trades.compare(VectorOperators.GT, (double) (first + row))
                            .and(VectorMask.fromLong(DOUBLES, open));
            attention = (int) bad.and(runs).toLong();
            if (attention != 0) {
                break;
            }
            trough = trough.blend(lower, runs);
            open = -1;
        }
        trough.intoArray(t.trough, lane);
        t.attention = attention;
        return row;
    }

    /** Takes the pnl of a block into the sums; apart from the above, so that all fit registers. */
    private static void count(TradeLanes t, int lane, int first, int rows) {
        DoubleVector trades = DoubleVector.fromArray(DOUBLES, t.trades, lane);
        DoubleVector pnlSum = DoubleVector.fromArray(DOUBLES, t.pnlSum, lane);
        DoubleVector wins = DoubleVector.fromArray(DOUBLES, t.wins, lane);
        DoubleVector winSum = DoubleVector.fromArray(DOUBLES, t.winSum, lane);
        DoubleVector losses = DoubleVector.fromArray(DOUBLES, t.losses, lane);
        DoubleVector lossSum = DoubleVector.fromArray(DOUBLES, t.lossSum, lane);
        DoubleVector streak = DoubleVector.fromArray(DOUBLES, t.losingStreak, lane);
        DoubleVector longest = DoubleVector.fromArray(DOUBLES, t.longestLosingStreak, lane);
        DoubleVector best = DoubleVector.fromArray(DOUBLES, t.best, lane);
        DoubleVector worst = DoubleVector.fromArray(DOUBLES, t.worst, lane);
        for (int row = first; row < first + rows; row++) {
            DoubleVector pnl =
                    DoubleVector.fromArray(DOUBLES, t.pnl, row * TradeLanes.LANES + lane);
            VectorMask<Double> runs = trades.compare(VectorOperators.GT, (double) row);
            VectorMask<Double> wonNow = runs.and(pnl.compare(VectorOperators.GT, 0.0));
            VectorMask<Double> lostNow = runs.and(pnl.compare(VectorOperators.LT, 0.0));
            pnlSum = pnlSum.add(pnl, runs);
            wins = wins.add(1.0, wonNow);
            winSum = winSum.add(pnl, wonNow);
            losses = losses.add(1.0, lostNow);
            lossSum = lossSum.add(pnl, lostNow);
            streak = DoubleVector.zero(DOUBLES).blend(streak.add(1.0), lostNow);
            longest = longest.blend(streak, longest.lt(streak));
            best = best.blend(pnl, runs.and(best.lt(pnl)));
            worst = worst.blend(pnl, runs.and(pnl.lt(worst)));
        }
        pnlSum.intoArray(t.pnlSum, lane);
        wins.intoArray(t.wins, lane);
        winSum.intoArray(t.winSum, lane);
        losses.intoArray(t.losses, lane);
        lossSum.intoArray(t.lossSum, lane);
        streak.intoArray(t.losingStreak, lane);
        longest.intoArray(t.longestLosingStreak, lane);
        best.intoArray(t.best, lane);
        worst.intoArray(t.worst, lane);
    }

    private static void countSides(TradeLanes t, int lane, int first, int rows) {
        DoubleVector trades = DoubleVector.fromArray(DOUBLES, t.trades, lane);
        DoubleVector shortTrades = DoubleVector.fromArray(DOUBLES, t.shortTrades, lane);
        DoubleVector shortWins = DoubleVector.fromArray(DOUBLES, t.shortWins, lane);
        DoubleVector shortPnl = DoubleVector.fromArray(DOUBLES, t.shortPnl, lane);
        DoubleVector longPnl = DoubleVector.fromArray(DOUBLES, t.longPnl, lane);
        for (int row = 0; row < rows; row++) {
            int at = row * TradeLanes.LANES + lane;
            DoubleVector pnl =
                    DoubleVector.fromArray(DOUBLES, t.pnl, at + first * TradeLanes.LANES);
            VectorMask<Double> runs = trades.compare(VectorOperators.GT, (double) (first + row));
            VectorMask<Double> isShort =
                    DoubleVector.fromArray(DOUBLES, t.sign, at).compare(VectorOperators.LT, 0.0);
            longPnl = longPnl.add(pnl, runs.andNot(isShort));
            isShort = isShort.and(runs);
            shortPnl = shortPnl.add(pnl, isShort);
            shortTrades = shortTrades.add(1.0, isShort);
            shortWins = shortWins.add(1.0, isShort.and(pnl.compare(VectorOperators.GT, 0.0)));
        }
        shortTrades.intoArray(t.shortTrades, lane);
        shortWins.intoArray(t.shortWins, lane);
        shortPnl.intoArray(t.shortPnl, lane);
        longPnl.intoArray(t.longPnl, lane);
    }

    @Override
    public void deviations(TradeLanes t, int rows) {
        for (int lane = 0; lane < TradeLanes.LANES; lane += DOUBLES.length()) {
            DoubleVector trades = DoubleVector.fromArray(DOUBLES, t.trades, lane);
            DoubleVector mean = DoubleVector.fromArray(DOUBLES, t.pnlSum, lane).div(trades);
            DoubleVector squares = DoubleVector.zero(DOUBLES);
            for (int row = 0; row < rows; row++) {
                DoubleVector difference =
                        DoubleVector.fromArray(DOUBLES, t.pnl, row * TradeLanes.LANES + lane)
                                .sub(mean);
                squares =
                        squares.add(
                                difference.mul(difference),
                                trades.compare(VectorOperators.GT, (double) row));
            }
            squares.intoArray(t.squares, lane);
        }
    }

    /**
     * The correctly rounded quotient, as a division gives it but four times faster: a quotient
     * within one unit in the last place, corrected by its exact remainder times the correctly
     * rounded inverse (Markstein 1990, theorem 8.2; Handbook of Floating-Point Arithmetic, section
     * 4.7). Operands are sums of prices and a scale, far from overflow and underflow.
     */
    private static DoubleVector divide(DoubleVector x, DoubleVector by, DoubleVector inverse) {
        DoubleVector rough = x.mul(inverse);
        DoubleVector near = rough.neg().fma(by, x).fma(inverse, rough);
        return near.neg().fma(by, x).fma(inverse, near);
    }

    private static long bits(VectorMask<Float> mask) {
        return mask.toLong();
    }
}
