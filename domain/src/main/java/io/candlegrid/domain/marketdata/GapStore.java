package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gaps that are looked after: the told part of what {@link HoleStore} knows, with its state.
 * Thread-safe.
 */
public interface GapStore {

    /** Open gaps of a market whose time has come, the longest waiting first. */
    List<Gap> due(int marketId, Instant now, int limit);

    /**
     * What is no news in [fromMillis, toMillis): gaps that are not repaired, and told halts of the
     * whole market.
     */
    List<Hole> accounted(InstrumentId instrument, long fromMillis, long toMillis);

    /** The gaps of an instrument that are not repaired, in order. */
    List<Gap> unrepaired(InstrumentId instrument);

    /** Adds gaps; one of the same bounds that was repaired is opened again, any other is left. */
    int add(List<Gap> found);

    /**
     * Puts the parts of a gap in its place, in one transaction; nothing happens when the gap is
     * gone or has changed since it was read.
     *
     * @return the parts as they are stored, empty when nothing happened
     */
    List<Gap> replace(Gap gap, List<Gap> parts);

    Optional<Gap> find(long id);

    /** The gaps that pass, the latest changed first. */
    List<Gap> list(Filter filter, int limit, int offset);

    long count(Filter filter);

    /** How many gaps of each market and type are open or given up. */
    Map<Kind, Long> open();

    /** Deletes what was repaired before an instant. */
    int forgetRepaired(Instant before);

    /** A market's id and a type. */
    record Kind(int marketId, HoleType type) {}

    /** What to list; null lets everything pass. */
    record Filter(
            @Nullable Integer marketId,
            @Nullable String symbol,
            @Nullable HoleType type,
            Gap.@Nullable State state) {}
}
