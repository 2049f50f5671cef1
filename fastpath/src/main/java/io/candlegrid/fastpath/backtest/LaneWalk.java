package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.fastpath.marketdata.CandleTable;
import io.candlegrid.fastpath.simd.KernelSupport;
import io.candlegrid.fastpath.simd.Kernels;
import io.candlegrid.fastpath.simd.TradeLanes;
import org.jspecify.annotations.Nullable;

/**
 * Takes several combinations through their {@link Trips} side by side: sizes, fees, equity,
 * metrics. Its cost is that of the trades and days. Money runs in lanes; a lane's equity is
 * followed by itself where it is at its peak. Not thread-safe.
 */
public final class LaneWalk {

    /** Combinations that are walked at a time. */
    public static final int LANES = TradeLanes.LANES;

    private static final KernelSupport KERNELS = Kernels.SUPPORT;

    private final TradedRange range;
    private final CandleTable candles;
    private final TradeLanes trades = new TradeLanes();
    private final Lane[] lanes = new Lane[LANES];

    /**
     * @param template what the terms of lanes are until they are written
     * @param sign side of all trips; 0 when there may be both, which are never {@linkplain
     *     Trips#atCloses at closes}
     */
    public LaneWalk(TradedRange range, Pruning pruning, Terms template, int sign) {
        this.range = range;
        candles = range.columns.candles();
        Double limit = pruning.maxDrawdown();
        trades.drawdownLimit = limit == null ? Double.POSITIVE_INFINITY : limit;
        trades.bothSides = sign == 0;
        trades.worstPrice =
                sign > 0 ? range.columns.touches().lowest() : range.columns.touches().highest();
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new Lane(i, sign, template.copy(), pruning);
        }
    }

    /** The terms of a lane, to be written before {@link #run}. */
    public Terms terms(int lane) {
        return lanes[lane].terms;
    }

    /** The trips of a lane, to be written before {@link #run}. */
    public Trips trips(int lane) {
        return lanes[lane].trips;
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
            most = Math.max(most, lanes[i].trips.closed());
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
        private final int ownSign;
        private final Terms terms;
        private final Trips trips = new Trips();
        private final WalkResult result;
        private final EquityTracker tracker;
        private @Nullable Outcome outcome;
        private double slippage;
        private double makerFee;
        private double cash;
        private int followed;
        private long heldBars;
        private long heldMillis;

        Lane(int lane, int sign, Terms terms, Pruning pruning) {
            this.lane = lane;
            this.terms = terms;
            ownSign = sign;
            result = new WalkResult(range, pruning);
            tracker = result.tracker;
        }

        Outcome outcome() {
            Outcome known = outcome;
            if (known == null) {
                throw new IllegalStateException("lane " + lane + " has not run");
            }
            return known;
        }

        void start() {
            slippage = terms.slippage();
            makerFee = terms.makerFee();
            double leverage = range.futures ? terms.leverage : 1;
            boolean fixed = terms.sizing == Terms.FIXED_QUOTE;
            trades.fee[lane] = terms.fee();
            trades.leverage[lane] = leverage;
            trades.margin[lane] = 1 + leverage * terms.fee();
            trades.share[lane] = fixed ? 1 : terms.sizingNumber / 100;
            trades.amount[lane] = fixed ? terms.sizingNumber : Double.POSITIVE_INFINITY;
            trades.trades[lane] = trips.closed();
            trades.liquidationFactor[lane] = Double.NaN;
            if (trips.atCloses) {
                startAtCloses(leverage);
            }
            result.reset();
            result.closedInAll(trips.bars, trips.closed());
            result.metrics.ambiguousBars(trips.ambiguous);
            outcome = null;
            cash = range.input.initialEquity();
            followed = 0;
            heldBars = 0;
            heldMillis = 0;
        }

        /** All rows are alike but for prices. */
        private void startAtCloses(double leverage) {
            if (range.futures) {
                double maintenance = range.input.rules().maintenanceMargin();
                trades.liquidationFactor[lane] =
                        StopLevels.liquidation(ownSign, 1, leverage, maintenance);
            }
            for (int at = lane; at < TradeLanes.ROWS * LANES; at += LANES) {
                trades.sign[at] = ownSign;
                trades.entryFactor[at] = Money.entryFill(ownSign, 1, slippage);
                trades.exitFactor[at] = Money.exitFill(ownSign, 1, slippage);
                trades.exitFee[at] = terms.fee();
                trades.flat[at] = 0;
            }
        }

        /** Writes the block's rows; any for those that the lane does not have. */
        void gather(int row, int rows) {
            int own = Math.clamp(trips.closed() - row, 0, rows);
            if (own > 0) {
                gatherOwn(row, row + own);
            }
            for (int r = own; r < rows; r++) {
                trades.entryPrice[r * LANES + lane] = 1;
                trades.exitPrice[r * LANES + lane] = 1;
            }
        }

        private void gatherOwn(int from, int to) {
            if (trips.atCloses) {
                gatherCloses(from, to);
            } else {
                gatherPrices(from, to);
            }
            if (range.isUneven) {
                measureTime(from, to);
            }
        }

        private void gatherCloses(int from, int to) {
            int at = lane;
            for (int trip = from; trip < to; trip++) {
                int entry = trips.entry(trip);
                int exit = trips.exit(trip);
                double low = range.closeExtremes.low(entry, exit - 1);
                double high = range.closeExtremes.high(entry, exit - 1);
                trades.entryPrice[at] = candles.close(entry);
                trades.exitPrice[at] = candles.close(exit);
                trades.bestClose[at] = ownSign > 0 ? high : low;
                trades.worstClose[at] = ownSign > 0 ? low : high;
                heldBars += exit - entry;
                at += LANES;
            }
        }

        private void gatherPrices(int from, int to) {
            int at = lane;
            int left = flatFrom(from);
            for (int trip = from; trip < to; trip++) {
                int entry = trips.entry(trip);
                int exit = trips.exit(trip);
                int sign = sign(trip);
                double low = trips.closes[2 * trip];
                double high = trips.closes[2 * trip + 1];
                trades.entryPrice[at] = trips.prices[2 * trip];
                trades.exitPrice[at] = trips.prices[2 * trip + 1];
                trades.bestClose[at] = sign > 0 ? high : low;
                trades.worstClose[at] = sign > 0 ? low : high;
                trades.sign[at] = sign;
                trades.entryFactor[at] = Money.entryFill(sign, 1, slippage);
                boolean limit = (trips.kinds[trip] & Trips.TAKE_PROFIT) != 0;
                trades.exitFactor[at] = limit ? 1 : Money.exitFill(sign, 1, slippage);
                trades.exitFee[at] = limit ? makerFee : trades.fee[lane];
                trades.flat[at] = left < entry ? 0 : Double.NaN;
                heldBars += exit - entry;
                left = exit;
                at += LANES;
            }
        }

        private void measureTime(int from, int to) {
            for (int trip = from; trip < to; trip++) {
                int entry = trips.entry(trip);
                int exit = trips.exit(trip);
                heldMillis += range.tsOpenMillis[exit] - range.tsOpenMillis[entry];
                result.metrics.untestedMinutes(range.untestedMinutes(entry + 1, exit + 1));
            }
        }

        /** Marks the days that end before the exits of a block. */
        void mark(int row, int rows) {
            int end = Math.min(row + rows, trips.closed());
            for (int trip = row; trip < end; trip++) {
                if (trips.exit(trip) > tracker.nextMark()) {
                    int at = (trip - row) * LANES + lane;
                    tracker.mark(
                            trips.entry(trip),
                            trips.exit(trip),
                            trades.cashBefore[at],
                            trades.cashHeld[at],
                            sign(trip) * trades.quantity[at],
                            trades.fill[at]);
                }
            }
        }

        private int sign(int trip) {
            return trips.atCloses ? ownSign : trips.sign(trip);
        }

        /** Takes a trade that the kernel would not. */
        void step(int trip, int row) {
            int at = row * LANES + lane;
            catchUp(trip);
            followed = trip + 1;
            cash = trades.cashBefore[at];
            if (!enter(trip, trades.quantity[at], trades.fill[at])) {
                return;
            }
            hold(trip, trips.exit(trip), trades.cashHeld[at], trades.quantity[at], trades.fill[at]);
            if (tracker.isBroke() || !(trades.cashBefore[at + LANES] > 0)) {
                end(Outcome.UNSUITABLE);
            }
            trades.peak[lane] = tracker.peak();
            trades.trough[lane] = tracker.trough();
        }

        /** Tells the tracker of the trades before one that the kernel took. */
        private void catchUp(int trip) {
            if (followed < trip) {
                tracker.sink(trades.trough[lane]);
                followed = trip;
            }
        }

        /** Whether there is more to do after a block. */
        boolean goesOn(int row, int rows) {
            if (outcome != null) {
                return false;
            }
            int end = Math.min(row + rows, trips.closed());
            if (end > row) {
                catchUp(end);
                cash = trades.cashBefore[(end - row) * LANES + lane];
                if (result.isPrunedBefore(trips.exit(end - 1))) {
                    end(Outcome.PRUNED);
                }
            }
            return outcome == null && end < trips.closed();
        }

        private void end(Outcome how) {
            outcome = how;
            trades.trades[lane] = 0;
        }

        private int flatFrom(int trip) {
            return trip == 0 ? range.first : trips.exit(trip - 1);
        }

        private boolean enter(int trip, double quantity, double fill) {
            tracker.flat(flatFrom(trip), trips.entry(trip), cash);
            double level = fill * trades.liquidationFactor[lane];
            boolean mayLiquidate = sign(trip) * (level - trades.worstPrice) >= 0;
            if (mayLiquidate || !Money.isOrderable(cash, quantity)) {
                end(Outcome.UNSUITABLE);
            }
            return outcome == null;
        }

        private void hold(int trip, int to, double held, double quantity, double fill) {
            tracker.held(trips.entry(trip), to, held, sign(trip) * quantity, fill);
        }

        void finish() {
            if (outcome != null) {
                return;
            }
            int closed = trips.closed();
            int flatFrom = flatFrom(closed);
            if (trips.count % 2 != 0) {
                if (!holdToTheEnd(closed)) {
                    return;
                }
                flatFrom = range.end;
            }
            tracker.flat(flatFrom, range.end, cash);
            result.metrics.trades(
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
            tellSides(closed);
            result.metrics.held(range.isUneven ? heldMillis : heldBars * range.barMillis, heldBars);
            result.metrics.fill(trades.turnover[lane], trades.fees[lane], trades.slippage[lane]);
            outcome = result.finish();
        }

        private void tellSides(int closed) {
            if (ownSign > 0) {
                result.metrics.sides(0, 0, 0, trades.pnlSum[lane]);
            } else if (ownSign < 0) {
                result.metrics.sides(closed, (int) trades.wins[lane], trades.pnlSum[lane], 0);
            } else {
                result.metrics.sides(
                        (int) trades.shortTrades[lane],
                        (int) trades.shortWins[lane],
                        trades.shortPnl[lane],
                        trades.longPnl[lane]);
            }
        }

        /** Enters for good; gives whether that was possible. */
        private boolean holdToTheEnd(int trip) {
            int entry = trips.entry(trip);
            double price = trips.atCloses ? candles.close(entry) : trips.prices[2 * trip];
            double fill = Money.entryFill(sign(trip), price, slippage);
            double most = Money.maxNotional(cash, trades.leverage[lane], trades.fee[lane]);
            double quantity = trades.share[lane] * Math.min(trades.amount[lane], most) / fill;
            if (!enter(trip, quantity, fill)) {
                return false;
            }
            double notional = quantity * fill;
            double fee = notional * trades.fee[lane];
            cash -= fee;
            trades.turnover[lane] += notional;
            trades.fees[lane] += fee;
            trades.slippage[lane] += Money.slippageCost(quantity, price, fill);
            hold(trip, range.end, cash, quantity, fill);
            result.metrics.openAtEnd(range.end - entry);
            result.metrics.untestedMinutes(range.untestedMinutes(entry + 1, range.end));
            if (tracker.isBroke() || !(cash > 0)) {
                end(Outcome.UNSUITABLE);
            }
            return outcome == null;
        }
    }
}
