package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells a halt of a market from minutes in which one instrument did not trade: by the candles that
 * are stored of its other instruments, and where these don't show trades, by asking the exchange
 * about its busiest ones. Thread-safe.
 */
public record GapExplanation(GapSearch search, InstrumentStore instruments) {

    /** Busy everywhere; asked first. */
    private static final List<String> BUSIEST = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT");

    /** How many instruments of the exchange's list must be silent in a halt. */
    private static final int WITNESSES = 3;

    private static final long MINUTE = Timeframe.M1.millis();

    /**
     * Types minutes of which the venue has no candle of an instrument.
     *
     * @param absent of one market, in order, within a year; may overlap
     * @return {@code VENUE_HALT} and {@code NO_TRADES} for all of them, {@code UNKNOWN} where no
     *     instrument tells, in order and without overlaps; empty when no instrument of the market
     *     is known
     * @throws VenueException when the exchange does not answer
     */
    public Optional<List<Hole>> explain(Venue venue, List<Hole> absent) {
        long from = absent.stream().mapToLong(Hole::fromMillis).min().orElseThrow();
        long to = absent.stream().mapToLong(Hole::toMillis).max().orElseThrow();
        BitSet asked = new BitSet();
        for (Hole hole : absent) {
            asked.set(at(hole.fromMillis(), from), at(hole.toMillis(), from));
        }
        BitSet silent = (BitSet) asked.clone();
        silent.andNot(search.traded(venue.market().id(), from, to));
        BitSet halted = new BitSet();
        if (!silent.isEmpty()) {
            List<InstrumentId> witnesses = witnesses(venue.market());
            if (witnesses.isEmpty()) {
                return Optional.empty();
            }
            for (InstrumentId witness : witnesses) {
                if (!silent.isEmpty()) {
                    hear(venue, witness, from, silent, halted);
                }
            }
        }
        halted.and(silent);
        return Optional.of(typed(from, asked, silent, halted));
    }

    private List<InstrumentId> witnesses(Market market) {
        return instruments.ofMarket(market.id()).stream()
                .filter(instrument ->
                        instrument.tradable() && instrument.source().equals(Instrument.LISTED))
                .map(Instrument::id)
                .sorted(
                        Comparator.comparingInt(GapExplanation::rank)
                                .thenComparing(InstrumentId::symbol))
                .limit(WITNESSES)
                .toList();
    }

    private static int rank(InstrumentId id) {
        int rank = BUSIEST.indexOf(id.symbol());
        return rank < 0 ? BUSIEST.size() : rank;
    }

    /**
     * Takes out of the silent minutes those in which a witness traded; those in which it surely did
     * not are halted as far as it knows.
     */
    private static void hear(
            Venue venue, InstrumentId witness, long from, BitSet silent, BitSet halted) {
        long first = from + silent.nextSetBit(0) * MINUTE;
        long end = from + silent.length() * MINUTE;
        Venue.Answer answer;
        try {
            answer = venue.candles(witness, first, end);
        } catch (VenueException e) {
            if (e.kind() == VenueException.Kind.REFUSED) {
                return;
            }
            throw e;
        }
        RawCandles heard = answer.candles();
        for (int i = 0; i < heard.count(); i++) {
            int minute = at(heard.tsOpenMillis(i), from);
            boolean traded = heard.value(RawCandles.Column.VOLUME, i) > 0;
            (traded ? silent : halted).set(minute, !traded);
        }
        for (Hole absent : answer.absent()) {
            halted.set(at(absent.fromMillis(), from), at(absent.toMillis(), from));
        }
    }

    private static HoleType type(int minute, BitSet silent, BitSet halted) {
        if (!silent.get(minute)) {
            return HoleType.NO_TRADES;
        }
        return halted.get(minute) ? HoleType.VENUE_HALT : HoleType.UNKNOWN;
    }

    private static List<Hole> typed(long from, BitSet asked, BitSet silent, BitSet halted) {
        List<Hole> typed = new ArrayList<>();
        for (int start = asked.nextSetBit(0); start >= 0; ) {
            HoleType type = type(start, silent, halted);
            int end = start + 1;
            while (asked.get(end) && type(end, silent, halted) == type) {
                end++;
            }
            typed.add(new Hole(from + start * MINUTE, from + end * MINUTE, type));
            start = asked.nextSetBit(end);
        }
        return typed;
    }

    private static int at(long millis, long from) {
        return (int) ((millis - from) / MINUTE);
    }
}
