package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.List;

/**
 * Derives types of holes from what the instruments of a market have in common. The minutes in which
 * no instrument has a candle, of at least two others that have candles before and after the hole,
 * are a halt of the venue. Everything else stays as it was told, or unknown. Made-up markets
 * neither testify nor are judged. Thread-safe.
 *
 * @param candles where the holes are
 * @param holes where their types go
 */
public record HoleTyping(CandleStore candles, HoleStore holes) {

    /** Fewest other instruments that must agree. */
    private static final int WITNESSES = 2;

    /** Derives the types of a market anew; to be called when candles of it have arrived. */
    public void refresh(int marketId) {
        List<Coverage> real =
                candles.coverage().stream()
                        .filter(coverage -> coverage.instrument().marketId() == marketId)
                        .filter(coverage -> !coverage.synthetic())
                        .toList();
        for (Coverage coverage : real) {
            holes.derived(coverage.instrument(), halts(coverage, real));
        }
    }

    /** The parts of an instrument's holes that are halts by the word of the others, in order. */
    static List<Hole> halts(Coverage of, List<Coverage> all) {
        List<Hole> halts = new ArrayList<>();
        for (Hole hole : merged(of.holes())) {
            List<Coverage> witnesses =
                    all.stream()
                            .filter(other -> !other.instrument().equals(of.instrument()))
                            .filter(other -> other.firstMillis() < hole.fromMillis())
                            .filter(other -> other.lastMillis() >= hole.toMillis())
                            .toList();
            if (witnesses.size() >= WITNESSES) {
                halts.addAll(common(hole, witnesses));
            }
        }
        return List.copyOf(halts);
    }

    private static List<Hole> common(Hole hole, List<Coverage> witnesses) {
        List<Hole> common =
                List.of(new Hole(hole.fromMillis(), hole.toMillis(), HoleType.VENUE_HALT));
        for (Coverage witness : witnesses) {
            if (common.isEmpty()) {
                break;
            }
            List<Hole> left = new ArrayList<>();
            for (Hole part : common) {
                for (Hole absent :
                        Holes.within(witness.holes(), part.fromMillis(), part.toMillis())) {
                    left.add(new Hole(absent.fromMillis(), absent.toMillis(), HoleType.VENUE_HALT));
                }
            }
            common = merged(left);
        }
        return common;
    }

    /** Holes of coverage are cut where known types meet; here they are whole again. */
    private static List<Hole> merged(List<Hole> holes) {
        List<Hole> merged = new ArrayList<>();
        for (Hole hole : holes) {
            Hole last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.toMillis() == hole.fromMillis()) {
                merged.set(
                        merged.size() - 1,
                        new Hole(last.fromMillis(), hole.toMillis(), hole.type()));
            } else {
                merged.add(hole);
            }
        }
        return merged;
    }
}
