package io.candlegrid.domain.marketdata;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Fetches the funding rates of the futures of which candles are stored: what is due since the last
 * stored one, and what is before the first as far back as the candles go. Thread-safe.
 */
public record FundingRefresh(GapSearch stored, FundingStore rates, CandleStore batches) {

    /** Asked for again with every refresh, should a venue correct or add something. */
    private static final long OVERLAP = Duration.ofDays(2).toMillis();

    /** Longest time without a funding that is nothing missing: twice the longest interval. */
    private static final long QUIET = Duration.ofHours(16).toMillis();

    /**
     * What was done.
     *
     * @param instruments that were asked for
     * @param added rates that were not stored before
     * @param refused instruments the exchange does not answer for, e.g. no longer listed
     */
    public record Outcome(int instruments, long added, int refused) {}

    /** After so many instruments without an answer the rest is left for the next time. */
    private static final int MOST_FAILURES = 5;

    /**
     * Refreshes a market.
     *
     * @throws VenueException when the exchange did not answer for some; what came is stored
     */
    public Outcome run(Venue venue) {
        if (venue.market().type() != MarketType.FUTURES) {
            return new Outcome(0, 0, 0);
        }
        Map<InstrumentId, StoredSpan> known = rates.stored();
        long now = venue.now().toEpochMilli();
        int asked = 0;
        long added = 0;
        int refused = 0;
        int failures = 0;
        VenueException trouble = null;
        for (Map.Entry<InstrumentId, StoredSpan> candles : stored.spans().entrySet()) {
            InstrumentId id = candles.getKey();
            if (id.marketId() != venue.market().id() || !venue.knows(id)) {
                continue;
            }
            asked++;
            long first = candles.getValue().firstMillis();
            StoredSpan span = known.get(id);
            try {
                if (span == null) {
                    added += fetch(venue, id, first, now);
                } else {
                    if (first < span.firstMillis() - QUIET) {
                        added += fetch(venue, id, first, span.firstMillis());
                    }
                    added += fetch(venue, id, Math.max(first, span.lastMillis() - OVERLAP), now);
                }
            } catch (VenueException e) {
                if (e.kind() == VenueException.Kind.REFUSED) {
                    refused++;
                } else {
                    trouble = e;
                    failures += e.kind() == VenueException.Kind.STOPPED ? MOST_FAILURES : 1;
                }
            }
            if (failures >= MOST_FAILURES) {
                break;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return new Outcome(asked, added, refused);
    }

    private long fetch(Venue venue, InstrumentId id, long from, long to) {
        List<FundingRate> found = venue.funding(id, from, to);
        if (found.isEmpty()) {
            return 0;
        }
        return found.size() - rates.save(id, found, CandleSource.REST, batches.newBatch());
    }
}
