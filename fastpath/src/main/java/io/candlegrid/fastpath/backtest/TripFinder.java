package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.ExitReason;
import io.candlegrid.domain.backtest.Money;
import io.candlegrid.domain.backtest.StopLevels;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.DoubleColumn;
import io.candlegrid.fastpath.marketdata.TouchSearch;
import io.candlegrid.fastpath.strategy.RulePlan.Role;

/**
 * Finds when and at which prices the positions of a combination begin and end, which does not
 * depend on money as long as every entry can be sized and nothing is liquidated. The rules are
 * those of {@link BitWalk}, without a look at bars on which nothing can happen. Not thread-safe.
 */
public final class TripFinder {

    private final TradedRange range;
    private final DoubleColumn open;
    private final DoubleColumn high;
    private final DoubleColumn low;
    private final DoubleColumn close;
    private final TouchSearch touches;
    private final StopCheck stops = new StopCheck();
    private final double maintenance;
    private final int[] at = new int[Role.values().length];

    private long[] bits = {};
    private Terms terms;
    private boolean hasStops;

    /**
     * The side of the trip at hand, its first tested bar, raw entry price, and trailing extreme.
     */
    private int sign;

    private double anchor;
    private double extreme;
    private int tested;

    public TripFinder(TradedRange range, Terms terms) {
        this.range = range;
        this.terms = terms;
        open = range.columns.values(PriceSource.OPEN);
        high = range.columns.values(PriceSource.HIGH);
        low = range.columns.values(PriceSource.LOW);
        close = range.close;
        touches = range.columns.touches();
        maintenance = range.input.rules().maintenanceMargin();
    }

    /**
     * Finds the trips of a combination.
     *
     * @param words the bitsets of the rules
     * @param offsets {@code int[4]} by role, as for {@link BitWalk#run}
     * @return false when a position is liquidated
     */
    public boolean find(Terms combination, long[] words, int[] offsets, Trips trips) {
        terms = combination;
        bits = words;
        System.arraycopy(offsets, 0, at, 0, at.length);
        hasStops = terms.hasStops() || range.futures;
        trips.clear();
        return terms.nextOpen ? findAtOpens(trips) : findAtCloses(trips);
    }

    private boolean findAtCloses(Trips trips) {
        int bar = range.first;
        int left = 0;
        while (true) {
            int entry = nextEntry(bar, left);
            if (entry >= range.end) {
                return true;
            }
            enter(trips, entry, close.get(entry), entry + 1);
            int limit = limit(entry + 1, entry);
            int touch = touch(Math.min(limit + 1, range.end));
            if (touch <= limit && touch < range.end) {
                if (!exitInside(trips, touch)) {
                    return false;
                }
                bar = touch;
                left = 0;
            } else if (limit < range.end) {
                trips.exit(limit, close.get(limit), false);
                bar = limit;
                left = sign;
            } else {
                return true;
            }
        }
    }

    private boolean findAtOpens(Trips trips) {
        int signal = nextEntry(range.first, 0);
        while (signal + 1 < range.end) {
            int entry = signal + 1;
            enter(trips, entry, open.get(entry), entry);
            int limit = limit(entry, entry);
            int touch = touch(Math.min(limit + 1, range.end));
            if (touch <= limit && touch < range.end) {
                if (!exitInside(trips, touch)) {
                    return false;
                }
                signal = nextEntry(touch, 0);
            } else if (limit + 1 < range.end) {
                trips.exit(limit + 1, open.get(limit + 1), false);
                signal = nextEntry(limit, sign);
            } else {
                return true;
            }
        }
        return true;
    }

    /**
     * The first bar from {@code bar} on at whose close there is an entry, whose side becomes the
     * trip's; at {@code bar} itself not of the side that was left there.
     */
    private int nextEntry(int bar, int left) {
        int longs = nextBit(Role.LONG_ENTRY, left > 0 ? bar + 1 : bar, range.end);
        int shorts = nextBit(Role.SHORT_ENTRY, left < 0 ? bar + 1 : bar, longs);
        sign = shorts < longs ? -1 : 1;
        return Math.min(longs, shorts);
    }

    private void enter(Trips trips, int bar, double price, int firstTested) {
        trips.enter(bar, price, sign);
        anchor = price;
        extreme = price;
        tested = firstTested;
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

    /** Ends the trip in a bar that touches a level; false when that is a liquidation. */
    private boolean exitInside(Trips trips, int bar) {
        stops.trailing = Double.NaN;
        if (!Double.isNaN(terms.trailingPct)) {
            extreme =
                    sign > 0
                            ? touches.highest(tested, bar, extreme)
                            : touches.lowest(tested, bar, extreme);
            stops.trailing = StopLevels.trailing(sign, extreme, terms.trailingPct);
        }
        stops.open = open.get(bar);
        stops.high = high.get(bar);
        stops.low = low.get(bar);
        stops.markOpen = stops.open;
        stops.markHigh = stops.high;
        stops.markLow = stops.low;
        if (!stops.hits(sign, terms.intrabar)) {
            throw new IllegalStateException("no level is touched at bar=" + bar);
        }
        if (stops.reason == ExitReason.LIQUIDATION) {
            return false;
        }
        trips.ambiguous += stops.ambiguous ? 1 : 0;
        trips.exit(bar, stops.price, stops.reason == ExitReason.TAKE_PROFIT);
        return true;
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
