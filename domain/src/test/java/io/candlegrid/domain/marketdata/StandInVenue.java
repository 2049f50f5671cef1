package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A market in memory that answers at once; minutes are counted from the epoch. */
final class StandInVenue implements Venue {

    static final long MINUTE = 60_000;
    private static final Instant NOW = Instant.parse("1970-01-03T00:00:00Z");

    final List<Instrument> listed = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    int unreadable;
    @Nullable VenueException failure;
    BooleanSupplier fails = () -> true;

    /** Volume by symbol and minute; a minute that isn't there has no candle. */
    private final Map<String, Map<Integer, Double>> volumes = new HashMap<>();

    /** Symbols of which it says neither that it has candles nor that it has none. */
    final List<String> vague = new ArrayList<>();

    /** Symbols that it has never heard of. */
    final List<String> unheard = new ArrayList<>();

    /** Gives a symbol candles with a volume in minutes [from, to). */
    StandInVenue candles(String symbol, int from, int to, double volume) {
        Map<Integer, Double> minutes = volumes.computeIfAbsent(symbol, key -> new HashMap<>());
        for (int minute = from; minute < to; minute++) {
            minutes.put(minute, volume);
        }
        return this;
    }

    @Override
    public Market market() {
        return Market.ALL.getFirst();
    }

    @Override
    public boolean knows(InstrumentId instrument) {
        return !unheard.contains(instrument.symbol());
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Listing instruments() {
        return new Listing(listed, unreadable);
    }

    @Override
    public Answer candles(InstrumentId instrument, long fromMillis, long toMillis) {
        questions.add(instrument.symbol());
        VenueException e = failure;
        if (e != null && fails.getAsBoolean()) {
            throw e;
        }
        RawCandles candles = new RawCandles(instrument, CandleSource.REST, 16);
        List<Hole> absent = new ArrayList<>();
        Map<Integer, Double> minutes = volumes.getOrDefault(instrument.symbol(), Map.of());
        for (long at = fromMillis; at < toMillis; at += MINUTE) {
            Double volume = minutes.get((int) (at / MINUTE));
            if (volume == null && !vague.contains(instrument.symbol())) {
                absent.add(new Hole(at, at + MINUTE, HoleType.UNKNOWN));
            } else if (volume != null) {
                double[] row = {1, 1, 1, 1, volume, Double.NaN, Double.NaN, Double.NaN};
                candles.add(at, row, RawCandles.TRADES_UNKNOWN);
            }
        }
        return new Answer(candles, absent);
    }

    @Override
    public List<FundingRate> funding(InstrumentId instrument, long fromMillis, long toMillis) {
        return List.of();
    }
}
