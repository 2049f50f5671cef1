package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Pages of candles as REST gives them, the running one included, and cut where a fault says so. */
final class CandlePages {

    private final MarketTruth truth;
    private final FaultSchedule faults;
    private final long seed;
    private final AtomicLong pages = new AtomicLong();

    CandlePages(MarketTruth truth, FaultSchedule faults, long seed) {
        this.truth = truth;
        this.faults = faults;
        this.seed = seed;
    }

    /** The oldest candles that open in [from, to], ascending. */
    List<Candle> oldest(InstrumentId id, long from, long to, int limit, Instant now) {
        List<Candle> page = new ArrayList<>();
        long first = Math.max(from, truth.firstMinute());
        long at = Math.ceilDiv(first, MarketTruth.MINUTE) * MarketTruth.MINUTE;
        long last = Math.min(to, now.toEpochMilli());
        for (; at <= last && page.size() < limit; at += MarketTruth.MINUTE) {
            add(page, id, at, now);
        }
        return cut(page, now);
    }

    /** The newest candles that open in [from, to], descending. */
    List<Candle> newest(InstrumentId id, long from, long to, int limit, Instant now) {
        List<Candle> page = new ArrayList<>();
        long last = Math.min(to, now.toEpochMilli());
        long at = Math.floorDiv(last, MarketTruth.MINUTE) * MarketTruth.MINUTE;
        long first = Math.max(from, truth.firstMinute());
        for (; at >= first && page.size() < limit; at -= MarketTruth.MINUTE) {
            add(page, id, at, now);
        }
        return cut(page, now);
    }

    private void add(List<Candle> page, InstrumentId id, long minute, Instant now) {
        double done = (now.toEpochMilli() - minute) / (double) MarketTruth.MINUTE;
        truth.candle(id, minute)
                .map(candle -> done >= 1 ? candle : MarketTruth.running(candle, done))
                .ifPresent(page::add);
    }

    /** Takes a run of rows out, at an end or in the middle; one is left at least. */
    private List<Candle> cut(List<Candle> page, Instant now) {
        long number = pages.incrementAndGet();
        double draw = Chance.unit(seed, FaultKind.PARTIAL_PAGES.ordinal(), number);
        boolean whole =
                page.size() < 2
                        || faults.at(
                                        FaultKind.PARTIAL_PAGES,
                                        truth.market().id(),
                                        now,
                                        fault -> draw < fault.share())
                                .isEmpty();
        if (whole) {
            return page;
        }
        int gone = 1 + (int) (Chance.unit(seed, number, 1) * (page.size() - 1));
        int from = (int) (Chance.unit(seed, number, 2) * (page.size() - gone + 1));
        page.subList(from, from + gone).clear();
        return page;
    }
}
