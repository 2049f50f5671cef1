package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the known instruments in line with an exchange's list. What is no longer listed is marked,
 * never deleted. Made-up instruments are left alone. Thread-safe.
 */
public record InstrumentRefresh(InstrumentStore store) {

    /**
     * What changed.
     *
     * @param listed instruments of the exchange's list
     * @param changed new ones and those of which something is different now
     * @param delisted those that are marked as such since now
     * @param unreadable entries of the list that could not be read; while there are any, nothing is
     *     taken for delisted
     */
    public record Outcome(int listed, int changed, int delisted, int unreadable) {}

    /**
     * Asks a market for its list and stores it.
     *
     * @throws VenueException when the exchange does not answer, or lists nothing: that is not
     *     believed
     */
    public Outcome run(Venue venue) {
        Venue.Listing listing = venue.instruments();
        if (listing.instruments().isEmpty()) {
            throw new VenueException(
                    VenueException.Kind.LATER,
                    venue.market().instrumentKey("*")
                            + " lists no instrument; all stay as they are");
        }
        Map<InstrumentId, Instrument> known = new HashMap<>();
        for (Instrument instrument : store.ofMarket(venue.market().id())) {
            known.put(instrument.id(), instrument);
        }
        List<Instrument> changes = new ArrayList<>();
        Set<InstrumentId> listed = new HashSet<>();
        for (Instrument told : listing.instruments()) {
            listed.add(told.id());
            Instrument before = known.get(told.id());
            Instrument instrument = before == null ? told : told.orRulesOf(before);
            if (before == null || !before.says(instrument)) {
                changes.add(instrument);
            }
        }
        int changed = changes.size();
        if (listing.unreadable() == 0) {
            known.values().stream()
                    .filter(instrument -> !listed.contains(instrument.id()))
                    .filter(instrument ->
                            !instrument.source().equals(CandleSource.SYNTHETIC.label()))
                    .filter(instrument -> !instrument.says(instrument.delisted()))
                    .forEach(instrument -> changes.add(instrument.delisted()));
        }
        store.save(changes);
        return new Outcome(listed.size(), changed, changes.size() - changed, listing.unreadable());
    }
}
