package io.candlegrid.platform.exchange;

import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.Venue;
import io.candlegrid.domain.marketdata.VenueException;
import io.candlegrid.grid.exchange.DeadLetter;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import io.candlegrid.grid.exchange.ExchangeException;
import io.candlegrid.grid.exchange.FetchedCandles;
import io.candlegrid.grid.exchange.InstrumentListing;
import io.candlegrid.grid.exchange.ListedInstrument;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exchange's adapter as a venue. */
record ExchangeVenue(ExchangeAdapter adapter, Predicate<InstrumentId> known, InstantSource clock)
        implements Venue {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeVenue.class);

    @Override
    public Market market() {
        return adapter.market();
    }

    @Override
    public boolean knows(InstrumentId instrument) {
        return known.test(instrument);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Listing instruments() {
        InstrumentListing listing = asked(adapter::instruments);
        warn(listing.setAside());
        return new Listing(
                listing.instruments().stream().map(ExchangeVenue::withQuantity).toList(),
                listing.setAside().size());
    }

    private static Instrument withQuantity(ListedInstrument listed) {
        Instrument instrument = listed.instrument();
        return new Instrument(
                instrument.id(),
                instrument.status(),
                instrument.tickSize(),
                instrument.lotSize(),
                listed.minQuantity(),
                instrument.minNotional(),
                instrument.tradable(),
                instrument.source());
    }

    @Override
    public Answer candles(InstrumentId instrument, long fromMillis, long toMillis) {
        FetchedCandles fetched = asked(() -> adapter.candles(instrument, fromMillis, toMillis));
        warn(fetched.setAside());
        return new Answer(fetched.candles(), fetched.absent());
    }

    @Override
    public List<FundingRate> funding(InstrumentId instrument, long fromMillis, long toMillis) {
        return asked(() -> adapter.funding(instrument, fromMillis, toMillis));
    }

    private static void warn(List<DeadLetter> unreadable) {
        for (DeadLetter letter : unreadable) {
            LOG.warn(
                    "{} told something unreadable: {}: {}",
                    letter.market().instrumentKey("*"),
                    letter.cause(),
                    letter.raw());
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (ExchangeException e) {
            VenueException.Kind kind =
                    switch (e.kind()) {
                        case UNREACHABLE, RATE_LIMITED, UNREADABLE -> VenueException.Kind.LATER;
                        case REFUSED -> VenueException.Kind.REFUSED;
                        case INTERRUPTED, CLOSED -> VenueException.Kind.STOPPED;
                    };
            throw new VenueException(
                    kind,
                    market().exchange().label()
                            + " "
                            + market().type().label()
                            + ": "
                            + e.getMessage(),
                    e.retryAt().orElse(null),
                    e);
        }
    }
}
