package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.fastpath.marketdata.CandleTable;
import io.candlegrid.fastpath.marketdata.TouchSearch;
import io.candlegrid.fastpath.strategy.RulePlan.Role;

/**
 * Finds when and at which prices the positions of a combination begin and end, which does not
 * depend on money as long as every entry can be sized and nothing is liquidated. The rules are
 * those of {@link BitWalk}, without a look at bars on which nothing can happen. Not thread-safe.
 */
public final class TripFinder {

    private final TradedRange range;
    private final CandleTable candles;
    private final TouchSearch touches;
    private final StopCheck stops = new StopCheck();
    private final double maintenance;
    private final int[] at = new int[Role.values().length];

    private long[] bits = {};
    private Terms terms;
    private Trips trips = new Trips();
    private boolean hasStops;
    private boolean isLiquidated;

    /** Where the next entry is looked for, and the side that was left there. */
    private int bar;

    private int left;

    /**
     * The side of the trip at hand, its first tested bar, raw entry price, and trailing extreme.
     */
    private int sign;

    private double anchor;
    private final double[] extreme = new double[1];
    private int tested;

    public TripFinder(TradedRange range, Terms terms) {
        this.range = range;
        this.terms = terms;
        candles = range.columns.candles();
        touches = range.columns.touches();
        maintenance = range.input.rules().maintenanceMargin();
    }

    /**
     * Begins the search for a combination's trips.
     *
     * @param words the bitsets of the rules
     * @param offsets {@code int[4]} by role, as for {@link BitWalk#run}
     */
    public void begin(Terms combination, long[] words, int[] offsets, Trips found) {
        terms = combination;
        bits = words;
        System.arraycopy(offsets, 0, at, 0, at.length);
        trips = found;
        trips.clear();
        hasStops = terms.hasStops() || range.futures;
        isLiquidated = false;
        bar = range.first;
        left = 0;
    }

    /** Finds the trips whose entry signals are before a bar. */
    public void advance(int to) {
        while (bar < to && !isLiquidated) {
            find(nextEntry());
        }
    }

    /** Finds all trips as the rules alone would have them, without stops and liquidations. */
    void advanceByRules() {
        hasStops = false;
        advance(range.end);
    }

    /**
     * Finds all trips.
     *
     * @param rule trips of the same rules with the same {@code max_bars}: where they touch no level
     *     they are the combination's
     */
    public void follow(RuleTrips rule) {
        double profit = nanAs(Double.POSITIVE_INFINITY, terms.takeProfitPct / 100);
        double trailing = nanAs(Double.NEGATIVE_INFINITY, -terms.trailingPct / 100);
        int trip = 0;
        while (trip < rule.count()) {
            int touched = rule.firstTouched(trip, worst(1), worst(-1), profit, trailing);
            trips.append(rule.trips(), trip, touched);
            trip = touched < rule.count() ? findBetween(rule, touched) : touched;
        }
    }

    /** Finds a trip of the rule that may touch a level, and others until the rule's are right. */
    private int findBetween(RuleTrips rule, int touched) {
        int trip = touched;
        int signal = rule.signal(trip);
        sign = rule.sign(trip);
        boolean joins = false;
        while (!joins) {
            find(signal);
            if (isLiquidated || bar >= range.end) {
                return rule.count();
            }
            signal = nextEntry();
            while (trip < rule.count() && rule.signal(trip) < signal) {
                trip++;
            }
            joins = trip < rule.count() && rule.signal(trip) == signal && rule.sign(trip) == sign;
        }
        return trip;
    }

    /** The relative move to the nearest adverse level that is there from the start. */
    private double worst(int side) {
        double worst = nanAs(Double.NEGATIVE_INFINITY, -terms.stopLossPct / 100);
        if (range.futures) {
            double fill = Money.entryFill(side, 1, terms.slippage());
            double level = StopLevels.liquidation(side, fill, terms.leverage, maintenance);
            worst = Math.max(worst, side * (level - 1));
        }
        return worst;
    }

    private static double nanAs(double none, double value) {
        return Double.isNaN(value) ? none : value;
    }

    private void find(int signal) {
        if (terms.nextOpen) {
            findAtOpens(signal);
        } else {
            findAtCloses(signal);
        }
    }

    /** Whether a position was liquidated, so that money does decide. */
    public boolean isLiquidated() {
        return isLiquidated;
    }

    private void findAtCloses(int entry) {
        if (entry >= range.end) {
            bar = range.end;
            return;
        }
        enter(entry, candles.close(entry), entry + 1);
        int limit = limit(entry + 1, entry);
        int touch = touch(Math.min(limit + 1, range.end));
        if (touch <= limit && touch < range.end) {
            exitInside(touch);
        } else if (limit < range.end) {
            exit(limit, candles.close(limit), false);
            bar = limit;
            left = sign;
        } else {
            bar = range.end;
        }
    }

    private void findAtOpens(int signal) {
        if (signal + 1 >= range.end) {
            bar = range.end;
            return;
        }
        int entry = signal + 1;
        enter(entry, candles.open(entry), entry);
        int limit = limit(entry, entry);
        int touch = touch(Math.min(limit + 1, range.end));
        if (touch <= limit && touch < range.end) {
            exitInside(touch);
        } else if (limit + 1 < range.end) {
            exit(limit + 1, candles.open(limit + 1), false);
            bar = limit;
            left = sign;
        } else {
            bar = range.end;
        }
    }

    /**
     * The first bar from the one at hand on at whose close there is an entry, whose side becomes
     * the trip's; at that bar itself not of the side that was left there.
     */
    private int nextEntry() {
        int longs = nextBit(Role.LONG_ENTRY, left > 0 ? bar + 1 : bar, range.end);
        int shorts = nextBit(Role.SHORT_ENTRY, left < 0 ? bar + 1 : bar, longs);
        sign = shorts < longs ? -1 : 1;
        return Math.min(longs, shorts);
    }

    private void enter(int entry, double price, int firstTested) {
        trips.enter(entry, price, sign);
        anchor = price;
        extreme[0] = price;
        tested = firstTested;
    }

    private void exit(int at, double price, boolean takeProfit) {
        int entry = trips.lastEntry();
        double least = Double.NaN;
        double most = Double.NaN;
        if (entry < at) {
            least = range.closeExtremes.low(entry, at - 1);
            most = range.closeExtremes.high(entry, at - 1);
        }
        trips.exit(at, price, takeProfit, least, most);
    }

    /** The first bar at whose close a rule or {@code max_bars} ends the trip. */
    private int limit(int from, int entry) {
        int most = terms.barLimit();
        int end = most < range.end - entry ? entry + most : range.end;
        return nextBit(sign > 0 ? Role.LONG_EXIT : Role.SHORT_EXIT, from, Math.max(from, end));
    }

    /** The first bar before {@code to} that touches a level; {@code to} when none does. */
    private int touch(int to) {
        if (!hasStops || tested >= to) {
            return to;
        }
        stops.stopLoss = StopLevels.stopLoss(sign, anchor, terms.stopLossPct);
        stops.takeProfit = StopLevels.takeProfit(sign, anchor, terms.takeProfitPct);
        setLiquidation();
        double adverse = sign > 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        adverse = nearer(adverse, stops.stopLoss);
        adverse = nearer(adverse, stops.liquidation);
        double profit = stops.takeProfit;
        if (Double.isNaN(profit)) {
            profit = sign > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double below = sign > 0 ? adverse : profit;
        double above = sign > 0 ? profit : adverse;
        if (Double.isNaN(terms.trailingPct)) {
            return touches.first(tested, to, below, above);
        }
        double factor = StopLevels.trailing(sign, 1, terms.trailingPct);
        return sign > 0
                ? touches.firstTrailingHighs(tested, to, extreme, factor, below, above)
                : touches.firstTrailingLows(tested, to, extreme, factor, below, above);
    }

    private void setLiquidation() {
        stops.liquidation = Double.NaN;
        stops.settlement = Double.NaN;
        if (range.futures) {
            double fill = Money.entryFill(sign, anchor, terms.slippage());
            stops.liquidation = StopLevels.liquidation(sign, fill, terms.leverage, maintenance);
            stops.settlement = StopLevels.settlement(sign, fill, terms.leverage);
        }
    }

    private double nearer(double adverse, double level) {
        boolean isNearer = sign > 0 ? level > adverse : level < adverse;
        return isNearer ? level : adverse;
    }

    /** Ends the trip in a bar that touches a level, after which either side may enter. */
    private void exitInside(int touch) {
        stops.trailing = Double.NaN;
        if (!Double.isNaN(terms.trailingPct)) {
            stops.trailing = StopLevels.trailing(sign, extreme[0], terms.trailingPct);
        }
        stops.open = candles.open(touch);
        stops.high = candles.high(touch);
        stops.low = candles.low(touch);
        stops.markOpen = stops.open;
        stops.markHigh = stops.high;
        stops.markLow = stops.low;
        if (!stops.hits(sign, terms.intrabar)) {
            throw new IllegalStateException("no level is touched at bar=" + touch);
        }
        isLiquidated = stops.reason == ExitReason.LIQUIDATION;
        trips.ambiguous += stops.ambiguous ? 1 : 0;
        exit(touch, stops.price, stops.reason == ExitReason.TAKE_PROFIT);
        bar = touch;
        left = 0;
    }

    private int nextBit(Role role, int from, int end) {
        int offset = at[role.ordinal()];
        if (offset == BitWalk.NO_RULE || from >= end) {
            return end;
        }
        int word = from >>> 6;
        int last = (end - 1) >>> 6;
        long rest = bits[offset + word] & (-1L << from);
        while (rest == 0) {
            if (++word > last) {
                return end;
            }
            rest = bits[offset + word];
        }
        return Math.min(end, (word << 6) + Long.numberOfTrailingZeros(rest));
    }
}
