package io.candlegrid.domain.marketdata;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds gaps: in the last day often, in everything that is stored now and then. Thread-safe.
 *
 * @param subscribed the symbols of a market that are ingested; they also have a gap when their
 *     candles end too early
 */
public record GapScan(
        GapSearch search,
        GapStore gaps,
        IntFunction<? extends Set<String>> subscribed,
        InstantSource clock) {

    /** How far back the frequent search looks, by the exchange's time. */
    static final Duration RECENT = Duration.ofHours(26);

    /** A candle that is due for less long is still on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(3);

    /** Longest gap; a longer hole is several. */
    private static final long LONGEST = Duration.ofDays(30).toMillis();

    private static final long MINUTE = Timeframe.M1.millis();

    /** What a search of everything found. */
    public record Outcome(int instruments, long candles, int found, int settled) {}

    /** Searches the last day of a market; returns how many gaps are new. */
    public int recent(Venue venue) {
        int market = venue.market().id();
        long now = Math.floorDiv(venue.now().toEpochMilli(), MINUTE) * MINUTE;
        int found = 0;
        for (Map.Entry<InstrumentId, List<Hole>> holes :
                search.holesSince(market, now - RECENT.toMillis()).entrySet()) {
            if (venue.knows(holes.getKey())) {
                found += add(holes.getKey(), holes.getValue());
            }
        }
        return found + tails(market, now);
    }

    /** What subscribed instruments lack after their last candle. */
    private int tails(int market, long now) {
        Set<String> symbols = subscribed.apply(market);
        if (symbols.isEmpty()) {
            return 0;
        }
        int found = 0;
        for (Map.Entry<InstrumentId, Long> last :
                search.lastSince(market, now - RECENT.toMillis()).entrySet()) {
            if (symbols.contains(last.getKey().symbol())) {
                found += addTail(last.getKey(), last.getValue(), now);
            }
        }
        return found;
    }

    private int addTail(InstrumentId id, long lastMillis, long now) {
        long next = lastMillis + MINUTE;
        long due = now - ON_ITS_WAY.toMillis();
        return next < due ? add(id, List.of(new Hole(next, due, HoleType.UNKNOWN))) : 0;
    }

    /** Searches all that is stored of every instrument, and closes gaps that have gone. */
    public Outcome everything(Venues venues) {
        Map<Integer, Venue> byMarket = new HashMap<>();
        Map<Integer, Set<String>> ingested = new HashMap<>();
        for (Venue venue : venues.all()) {
            byMarket.put(venue.market().id(), venue);
            ingested.put(venue.market().id(), subscribed.apply(venue.market().id()));
        }
        long candles = 0;
        int found = 0;
        int settled = 0;
        Map<InstrumentId, StoredSpan> spans = search.spans();
        for (Map.Entry<InstrumentId, StoredSpan> stored : spans.entrySet()) {
            InstrumentId id = stored.getKey();
            StoredSpan span = stored.getValue();
            candles += span.count();
            Venue venue = byMarket.get(id.marketId());
            if (venue == null || !venue.knows(id)) {
                continue;
            }
            List<Hole> holes = search.missing(id, span.firstMillis(), span.lastMillis() + MINUTE);
            found += add(id, holes);
            if (ingested.getOrDefault(id.marketId(), Set.of()).contains(id.symbol())) {
                long now = venue.now().toEpochMilli() / MINUTE * MINUTE;
                found += addTail(id, span.lastMillis(), now);
            }
            if (holes.size() < GapSearch.MAX_HOLES) {
                settled += settle(id, span, holes);
            }
        }
        return new Outcome(spans.size(), candles, found, settled);
    }

    private int add(InstrumentId id, List<Hole> holes) {
        if (holes.isEmpty()) {
            return 0;
        }
        List<Hole> known =
                gaps.accounted(id, holes.getFirst().fromMillis(), holes.getLast().toMillis());
        List<Gap> fresh = new ArrayList<>();
        for (Hole hole : Holes.outside(holes, known)) {
            for (long from = hole.fromMillis(); from < hole.toMillis(); from += LONGEST) {
                long to = Math.min(from + LONGEST, hole.toMillis());
                fresh.add(Gap.found(id, from, to, clock.instant()));
            }
        }
        return gaps.add(fresh);
    }

    private int settle(InstrumentId id, StoredSpan span, List<Hole> holes) {
        int settled = 0;
        for (Gap gap : gaps.unrepaired(id)) {
            long from = gap.hole().fromMillis();
            long to = gap.hole().toMillis();
            boolean searched = from >= span.firstMillis() && to <= span.lastMillis() + MINUTE;
            if (searched && Holes.within(holes, from, to).isEmpty()) {
                Gap closed = gap.repaired(gap.hole(), "the candles have come", clock.instant());
                settled += gaps.replace(gap, List.of(closed)).size();
            }
        }
        return settled;
    }
}
