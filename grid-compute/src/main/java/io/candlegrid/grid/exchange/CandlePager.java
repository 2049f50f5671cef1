package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects all candles of a range, window by window, whatever order and however much of a page the
 * exchange gives: the minutes that are missing from a window are asked for by themselves until they
 * come or the exchange answers that it has none. One question's state; not thread-safe.
 */
final class CandlePager {

    private static final long MINUTE = Timeframe.M1.millis();

    /** Most runs of missing minutes per window that are asked for by themselves. */
    private static final int MAX_RUNS = 20;

    private final RestDialect dialect;
    private final RestClient client;
    private final InstrumentId instrument;
    private final Supplier<Instant> clock;
    private final List<Hole> absent = new ArrayList<>();
    private final List<Hole> unconfirmed = new ArrayList<>();
    private final List<DeadLetter> setAside = new ArrayList<>();

    CandlePager(
            RestDialect dialect,
            RestClient client,
            InstrumentId instrument,
            Supplier<Instant> clock) {
        this.dialect = dialect;
        this.client = client;
        this.instrument = instrument;
        this.clock = clock;
    }

    /** The candles of [from, to), both on the minute; all minutes must be closed. */
    FetchedCandles fetch(long from, long to) {
        int minutes = (int) ((to - from) / MINUTE);
        RawCandles all = new RawCandles(instrument, CandleSource.REST, Math.max(minutes, 0));
        long step = dialect.maxCandles() * MINUTE;
        for (long start = from; start < to; start += step) {
            new Window(start, Math.min(start + step, to)).fill(all);
        }
        return new FetchedCandles(all, from, Math.max(from, to), absent, unconfirmed, setAside);
    }

    /** As many minutes as one request may give. */
    private final class Window {
        private final long from;
        private final int minutes;
        private final @Nullable Candle[] found;

        /** Minutes that need not be asked for again: found, unreadable or absent. */
        private final BitSet settled;

        /** Whether the last answer had a row whose minute can't be told. */
        private boolean unclear;

        Window(long from, long to) {
            this.from = from;
            this.minutes = (int) ((to - from) / MINUTE);
            this.found = new Candle[minutes];
            this.settled = new BitSet(minutes);
        }

        void fill(RawCandles all) {
            ask(0, minutes);
            int runs = 0;
            int start = settled.nextClearBit(0);
            while (start < minutes) {
                int end = endOfRun(start);
                if (runs++ == MAX_RUNS) {
                    leaveTheRest(start);
                    break;
                }
                if (!ask(start, end)) {
                    (unclear ? unconfirmed : absent).add(hole(start, end));
                    settled.set(start, end);
                }
                // Of a page that was cut the rest is asked for next, from where it is missing.
                if (settled.nextClearBit(start) < end) {
                    runs--;
                }
                start = settled.nextClearBit(start);
            }
            for (Candle candle : found) {
                if (candle != null) {
                    all.add(candle);
                }
            }
        }

        private int endOfRun(int start) {
            int next = settled.nextSetBit(start);
            return next < 0 ? minutes : next;
        }

        private void leaveTheRest(int from) {
            for (int start = from; start < minutes; start = settled.nextClearBit(start)) {
                int end = endOfRun(start);
                unconfirmed.add(hole(start, end));
                settled.set(start, end);
            }
        }

        private Hole hole(int start, int end) {
            return new Hole(from + start * MINUTE, from + end * MINUTE, HoleType.UNKNOWN);
        }

        /** Asks for minutes [start, end); whether one of them came. */
        private boolean ask(int start, int end) {
            RestCall call =
                    dialect.candles(
                            instrument.symbol(), from + start * MINUTE, from + end * MINUTE);
            JsonNode rows;
            try {
                rows = dialect.candleRows(client.get(call));
            } catch (UnreadableException e) {
                throw new ExchangeException(
                        ExchangeException.Kind.UNREADABLE,
                        call.pathAndQuery() + ": " + e.reason(),
                        e);
            }
            boolean news = false;
            unclear = false;
            for (JsonNode row : rows) {
                news |= take(row, start, end);
            }
            return news;
        }

        private boolean take(JsonNode row, int start, int end) {
            int at;
            try {
                at = minute(row);
                if (at < start || at >= end || settled.get(at)) {
                    return false;
                }
                found[at] = dialect.candle(instrument, row);
            } catch (UnreadableException e) {
                setAside.add(
                        new DeadLetter(
                                dialect.market(),
                                CandleSource.REST,
                                row.toString(),
                                e.reason(),
                                clock.get()));
                return settle(row, start, end);
            }
            settled.set(at);
            return true;
        }

        /** The minute of an unreadable row is not missing, if it can be told which one it is. */
        private boolean settle(JsonNode row, int start, int end) {
            try {
                int at = minute(row);
                if (at >= start && at < end && !settled.get(at)) {
                    settled.set(at);
                    return true;
                }
            } catch (UnreadableException e) {
                unclear = true;
            }
            return false;
        }

        private int minute(JsonNode row) throws UnreadableException {
            long time = Json.whole(row.path(0), "open time");
            long offset = Math.floorDiv(time - from, MINUTE);
            return offset < 0 || offset >= minutes ? -1 : (int) offset;
        }
    }
}
