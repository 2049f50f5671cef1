package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.grid.exchange.FetchedCandles;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to where an instrument's candles are complete: every minute before {@link #settled} is stored,
 * or the exchange said that it has none. A minute that lags behind is asked for over REST, whatever
 * the reason: a lost connection, a frame that could not be read, a full queue, a restart.
 * Thread-safe.
 */
final class Frontier {

    private static final long MINUTE = Timeframe.M1.millis();

    /** After so many answers that leave the same minute open it is left to the gap finder. */
    private static final int MAX_UNCLEAR = 5;

    private final InstrumentId instrument;
    private long settled;

    /** The stored run [aheadFrom, aheadTo) beyond a hole; empty when both are equal. */
    private long aheadFrom;

    private long aheadTo;

    /** From where stored candles are to be compared again; {@code Long.MAX_VALUE} for nothing. */
    private long recheckFrom = Long.MAX_VALUE;

    private boolean asked;
    private int failures;
    private int unclear;
    private boolean waiting;

    /** Whether the exchange said at last that there is nothing more. */
    private boolean quiet;

    private long retryNanos;

    /**
     * @param settled open time of the first minute that is not settled
     */
    Frontier(InstrumentId instrument, long settled) {
        this.instrument = instrument;
        this.settled = settled;
    }

    /** What to ask for over REST: open times [from, to). */
    record Question(InstrumentId instrument, long from, long to) {}

    InstrumentId instrument() {
        return instrument;
    }

    synchronized long settled() {
        return settled;
    }

    /**
     * Closed minutes before an instant that are not settled; none of an instrument that does not
     * trade and is asked for again soon.
     */
    synchronized long minutesBehind(long closedMillis) {
        if (quiet) {
            return 0;
        }
        long ahead = aheadFrom >= settled ? aheadTo - aheadFrom : 0;
        return Math.max(0, (closedMillis - settled - ahead) / MINUTE);
    }

    /** A live candle is stored. */
    synchronized void stored(long tsOpen) {
        failures = 0;
        waiting = false;
        quiet = false;
        if (tsOpen == settled) {
            settled += MINUTE;
        } else if (tsOpen == aheadTo && aheadTo > aheadFrom) {
            aheadTo += MINUTE;
        } else if (tsOpen > settled && (tsOpen < aheadFrom || tsOpen > aheadTo)) {
            aheadFrom = tsOpen;
            aheadTo = tsOpen + MINUTE;
        }
        absorb();
    }

    private void absorb() {
        if (aheadFrom <= settled && settled < aheadTo) {
            settled = aheadTo;
        }
    }

    /** Corrections since an open time may have been missed. */
    synchronized void recheck(long fromMillis) {
        recheckFrom = Math.min(recheckFrom, Math.floorDiv(fromMillis, MINUTE) * MINUTE);
    }

    /**
     * The question that is due, at most one at a time: {@link #answered} or {@link #failed}
     * follows.
     *
     * @param lateMillis minutes that closed before this instant should have come by themselves
     * @param closedMillis end of the last closed minute
     * @param chunk most minutes of a question
     */
    synchronized @Nullable Question due(
            long lateMillis, long closedMillis, int chunk, long nowNanos) {
        boolean late = settled + MINUTE <= lateMillis;
        boolean unsure = recheckFrom < closedMillis;
        if (asked || (waiting && nowNanos - retryNanos < 0) || !(late || unsure)) {
            return null;
        }
        long from = Math.min(settled, recheckFrom);
        long to = Math.min(closedMillis, from + chunk * MINUTE);
        if (from >= to) {
            return null;
        }
        asked = true;
        return new Question(instrument, from, to);
    }

    /** The candles of an answer are stored. */
    synchronized void answered(
            FetchedCandles answer, long nowNanos, Duration retry, Duration most) {
        asked = false;
        long from = answer.fromMillis();
        long to = answer.toMillis();
        long open = firstOpen(answer);
        if (open < to && ++unclear < MAX_UNCLEAR) {
            to = open;
        } else {
            unclear = 0;
        }
        if (from <= settled && to > settled) {
            settled = to;
        }
        absorb();
        if (recheckFrom >= from && recheckFrom < to) {
            recheckFrom = to >= settled ? Long.MAX_VALUE : to;
        }
        quiet = answer.candles().count() == 0 && open == answer.toMillis();
        // An instrument that doesn't trade is not asked for every second.
        if (answer.candles().count() == 0 || open < answer.toMillis()) {
            hold(nowNanos, retry, most);
        } else {
            failures = 0;
            waiting = false;
        }
    }

    /**
     * The first minute of an answer that is neither there nor known to be absent; its end if none.
     */
    private static long firstOpen(FetchedCandles answer) {
        long from = answer.fromMillis();
        int minutes = (int) ((answer.toMillis() - from) / MINUTE);
        BitSet known = new BitSet(minutes);
        RawCandles candles = answer.candles();
        for (int i = 0; i < candles.count(); i++) {
            known.set((int) ((candles.tsOpenMillis(i) - from) / MINUTE));
        }
        List<Hole> absent = answer.absent();
        for (Hole hole : absent) {
            known.set(
                    (int) ((hole.fromMillis() - from) / MINUTE),
                    (int) ((hole.toMillis() - from) / MINUTE));
        }
        return from + Math.min(known.nextClearBit(0), minutes) * MINUTE;
    }

    /** There was no answer, or it could not be stored. */
    synchronized void failed(long nowNanos, Duration retry, Duration most) {
        asked = false;
        hold(nowNanos, retry, most);
    }

    private void hold(long nowNanos, Duration retry, Duration most) {
        long doubled = retry.toNanos() << Math.min(failures++, 16);
        retryNanos = nowNanos + Math.min(doubled, most.toNanos());
        waiting = true;
    }

    @Override
    public synchronized String toString() {
        return "Frontier[" + instrument.key() + " settled=" + settled + "]";
    }
}
