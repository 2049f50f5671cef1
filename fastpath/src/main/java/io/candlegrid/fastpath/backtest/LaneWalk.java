package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.marketdata.DoubleColumn;
import io.candlegrid.fastpath.simd.KernelSupport;
import io.candlegrid.fastpath.simd.Kernels;
import io.candlegrid.fastpath.simd.TradeLanes;
import org.jspecify.annotations.Nullable;

/**
 * Walks lists of entries and exits in turn, of several combinations side by side: one side, fills
 * at the close, nothing but the exit rule ends a position. Its cost is that of the trades and days.
 * Money runs in lanes; each lane's equity is then followed by itself. Not thread-safe.
 */
public final class LaneWalk {

    /** Combinations that are walked at a time. */
    public static final int LANES = TradeLanes.LANES;

    private static final KernelSupport KERNELS = Kernels.SUPPORT;

    private final TradedRange range;
    private final DoubleColumn close;
    private final TradeLanes trades = new TradeLanes();
    private final Lane[] lanes = new Lane[LANES];

    public LaneWalk(TradedRange range, Pruning pruning, int sign) {
        this.range = range;
        close = range.close;
        Double limit = pruning.maxDrawdown();
        trades.drawdownLimit = limit == null ? Double.POSITIVE_INFINITY : limit;
        trades.worstPrice =
                sign > 0
                        ? range.columns.lowExtremes().lowest()
                        : range.columns.highExtremes().highest();
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new Lane(i, sign, pruning);
        }
    }

    /** What a lane will be run with, to be written before {@link #run}. */
    public Terms terms(int lane, Terms template) {
        return lanes[lane].terms(template);
    }

    /**
     * {@code int[≥ count]}, a lane's bars to be written: entry, exit, entry, …; none by default.
     */
    public int[] events(int lane, int count) {
        return lanes[lane].events(count);
    }

    /**
     * What became of a lane; UNSUITABLE when an entry can't be sized, equity is lost or a
     * liquidation is possible.
     */
    public Outcome outcome(int lane) {
        return lanes[lane].outcome();
    }

    public WalkResult result(int lane) {
        return lanes[lane].result;
    }

    /** Runs the first lanes. */
    public void run(int count) {
        trades.reset(range.input.initialEquity());
        int most = 0;
        for (int i = 0; i < count; i++) {
            lanes[i].start();
            most = Math.max(most, lanes[i].closed());
        }
        trades.ensure(most + TradeLanes.ROWS);
        boolean going = true;
        for (int row = 0; row < most && going; row += TradeLanes.ROWS) {
            int rows = Math.min(TradeLanes.ROWS, most - row);
            for (int i = 0; i < count; i++) {
                lanes[i].gather(row, rows);
            }
            KERNELS.trade(trades, row, rows);
            going = false;
            for (int i = 0; i < count; i++) {
                lanes[i].mark(row, rows);
            }
            follow(count, row, rows);
            for (int i = 0; i < count; i++) {
                going |= lanes[i].goesOn(row, rows);
            }
        }
        KERNELS.deviations(trades, most);
        for (int i = 0; i < count; i++) {
            lanes[i].finish();
        }
    }

    private void follow(int count, int first, int rows) {
        for (int lane = 0; lane < count; lane += KERNELS.width()) {
            trades.attention = 0;
            int row = KERNELS.follow(trades, lane, first, 0, rows);
            while (row < rows) {
                for (int rest = trades.attention; rest != 0; rest &= rest - 1) {
                    lanes[lane + Integer.numberOfTrailingZeros(rest)].step(first + row, row);
                }
                row = KERNELS.follow(trades, lane, first, row, rows);
            }
        }
    }

    /** One combination. */
    private final class Lane {

        private final int lane;
        private final int sign;
        private final WalkResult result;
        private final EquityTracker tracker;
        private @Nullable Terms terms;
        private int[] events = new int[1024];
        private int count;
        private @Nullable Outcome outcome;
        private double cash;
        private int followed;
        private long heldBars;
        private long heldMillis;

        Lane(int lane, int sign, Pruning pruning) {
            this.lane = lane;
            this.sign = sign;
            result = new WalkResult(range, pruning);
            tracker = result.tracker;
        }

        Terms terms(Terms template) {
            Terms own = terms;
            if (own == null) {
                own = template.copy();
                terms = own;
            }
            return own;
        }

        int[] events(int length) {
            if (events.length < length) {
                events = new int[2 * length];
            }
            count = length;
            return events;
        }

        Outcome outcome() {
            Outcome known = outcome;
            if (known == null) {
                throw new IllegalStateException("lane " + lane + " has not run");
            }
            return known;
        }

        int closed() {
            return count / 2;
        }

        void start() {
            Terms t = terms;
            if (t == null) {
                throw new IllegalStateException("lane " + lane + " has no terms");
            }
            double slippage = t.slippage();
            trades.sign[lane] = sign;
            trades.entryFactor[lane] = 1 + sign * slippage;
            trades.exitFactor[lane] = 1 - sign * slippage;
            trades.fee[lane] = t.fee();
            trades.leverage[lane] = range.futures ? t.leverage : 1;
            trades.margin[lane] = 1 + trades.leverage[lane] * t.fee();
            boolean fixed = t.sizing == Terms.FIXED_QUOTE;
            trades.share[lane] = fixed ? 1 : t.sizingNumber / 100;
            trades.amount[lane] = fixed ? t.sizingNumber : Double.POSITIVE_INFINITY;
            trades.trades[lane] = closed();
            trades.liquidationFactor[lane] =
                    range.futures
                            ? StopLevels.liquidation(
                                    sign,
                                    1,
                                    trades.leverage[lane],
                                    range.input.rules().maintenanceMargin())
                            : Double.NaN;
            result.reset();
            result.closedInAll(events, closed());
            outcome = null;
            cash = range.input.initialEquity();
            followed = 0;
            heldBars = 0;
            heldMillis = 0;
        }

        /** Writes the prices of the block's rows; any for those that the lane does not have. */
        void gather(int row, int rows) {
            int own = Math.clamp(closed() - row, 0, rows);
            int at = lane;
            for (int trade = row; trade < row + own; trade++) {
                int entry = events[2 * trade];
                int exit = events[2 * trade + 1];
                double low = range.closeExtremes.low(entry, exit - 1);
                double high = range.closeExtremes.high(entry, exit - 1);
                trades.entryPrice[at] = close.get(entry);
                trades.exitPrice[at] = close.get(exit);
                trades.bestClose[at] = sign > 0 ? high : low;
                trades.worstClose[at] = sign > 0 ? low : high;
                heldBars += exit - entry;
                at += LANES;
            }
            if (range.isUneven) {
                measureTime(row, row + own);
            }
            for (int r = own; r < rows; r++) {
                trades.entryPrice[at] = 1;
                trades.exitPrice[at] = 1;
                at += LANES;
            }
        }

        private void measureTime(int from, int to) {
            for (int trade = from; trade < to; trade++) {
                int entry = events[2 * trade];
                int exit = events[2 * trade + 1];
                heldMillis += range.tsOpenMillis[exit] - range.tsOpenMillis[entry];
                result.metrics.untestedMinutes(range.untestedMinutes(entry + 1, exit + 1));
            }
        }

        /** Marks the days that end before the exits of a block. */
        void mark(int row, int rows) {
            int end = Math.min(row + rows, closed());
            for (int trade = row; trade < end; trade++) {
                if (events[2 * trade + 1] > tracker.nextMark()) {
                    int at = (trade - row) * LANES + lane;
                    tracker.mark(
                            events[2 * trade],
                            events[2 * trade + 1],
                            trades.cashBefore[at],
                            trades.cashHeld[at],
                            sign * trades.quantity[at],
                            trades.fill[at]);
                }
            }
        }

        /** Takes a trade that the kernel would not. */
        void step(int trade, int row) {
            int at = row * LANES + lane;
            catchUp(trade);
            followed = trade + 1;
            cash = trades.cashBefore[at];
            if (!enter(flatFrom(trade), events[2 * trade], trades.quantity[at], trades.fill[at])) {
                return;
            }
            hold(
                    events[2 * trade],
                    events[2 * trade + 1],
                    trades.cashHeld[at],
                    trades.quantity[at],
                    trades.fill[at]);
            if (tracker.isBroke() || !(trades.cashBefore[at + LANES] > 0)) {
                end(Outcome.UNSUITABLE);
            }
            trades.peak[lane] = tracker.peak();
            trades.trough[lane] = tracker.trough();
        }

        /** Tells the tracker of the trades before one that the kernel took. */
        private void catchUp(int trade) {
            if (followed < trade) {
                tracker.sink(trades.trough[lane]);
                followed = trade;
            }
        }

        /** Whether there is more to do after a block. */
        boolean goesOn(int row, int rows) {
            if (outcome != null) {
                return false;
            }
            int end = Math.min(row + rows, closed());
            if (end > row) {
                catchUp(end);
                cash = trades.cashBefore[(end - row) * LANES + lane];
                if (result.isPrunedBefore(events[2 * end - 1])) {
                    end(Outcome.PRUNED);
                }
            }
            return outcome == null && end < closed();
        }

        private void end(Outcome how) {
            outcome = how;
            trades.trades[lane] = 0;
        }

        private int flatFrom(int trade) {
            return trade == 0 ? range.first : events[2 * trade - 1];
        }

        private boolean enter(int flatFrom, int entry, double quantity, double fill) {
            tracker.flat(flatFrom, entry, cash);
            if (!Money.isOrderable(cash, quantity) || mayLiquidate(fill)) {
                end(Outcome.UNSUITABLE);
            }
            return outcome == null;
        }

        private void hold(int from, int to, double held, double quantity, double fill) {
            tracker.held(from, to, held, sign * quantity, fill);
        }

        private boolean mayLiquidate(double fill) {
            double level = fill * trades.liquidationFactor[lane];
            return sign * (level - trades.worstPrice) >= 0;
        }

        void finish() {
            if (outcome != null) {
                return;
            }
            int closed = closed();
            int flatFrom = flatFrom(closed);
            if (count % 2 != 0) {
                if (!holdToTheEnd(flatFrom, events[count - 1])) {
                    return;
                }
                flatFrom = range.end;
            }
            tracker.flat(flatFrom, range.end, cash);
            result.metrics.trades(
                    sign,
                    closed,
                    (int) trades.wins[lane],
                    (int) trades.losses[lane],
                    (int) trades.longestLosingStreak[lane],
                    trades.pnlSum[lane],
                    trades.winSum[lane],
                    trades.lossSum[lane],
                    trades.best[lane],
                    trades.worst[lane],
                    closed < 2 ? Double.NaN : Math.sqrt(trades.squares[lane] / (closed - 1)));
            result.metrics.held(range.isUneven ? heldMillis : heldBars * range.barMillis, heldBars);
            result.metrics.fill(trades.turnover[lane], trades.fees[lane], trades.slippage[lane]);
            outcome = result.finish();
        }

        /** Enters for good; gives whether that was possible. */
        private boolean holdToTheEnd(int flatFrom, int entry) {
            double price = close.get(entry);
            double fill = price * trades.entryFactor[lane];
            double most = Money.maxNotional(cash, trades.leverage[lane], trades.fee[lane]);
            double quantity = trades.share[lane] * Math.min(trades.amount[lane], most) / fill;
            if (!enter(flatFrom, entry, quantity, fill)) {
                return false;
            }
            double notional = quantity * fill;
            double fee = notional * trades.fee[lane];
            cash -= fee;
            trades.turnover[lane] += notional;
            trades.fees[lane] += fee;
            trades.slippage[lane] += Money.slippageCost(quantity, price, fill);
            hold(entry, range.end, cash, quantity, fill);
            result.metrics.openAtEnd(range.end - entry);
            result.metrics.untestedMinutes(range.untestedMinutes(entry + 1, range.end));
            if (tracker.isBroke() || !(cash > 0)) {
                end(Outcome.UNSUITABLE);
            }
            return outcome == null;
        }
    }
}
