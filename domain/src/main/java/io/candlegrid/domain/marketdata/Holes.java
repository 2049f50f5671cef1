package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the holes of a series and gives them the types that are known. */
public final class Holes {

    private Holes() {}

    /**
     * The runs of absent candles between the first and the last one, in order, all {@link
     * HoleType#UNKNOWN}.
     *
     * @param tsOpenMillis {@code long[bars]}, open times, strictly ascending
     */
    public static List<Hole> find(long[] tsOpenMillis, Timeframe timeframe) {
        List<Hole> holes = new ArrayList<>();
        for (int i = 1; i < tsOpenMillis.length; i++) {
            long expected = tsOpenMillis[i - 1] + timeframe.millis();
            if (tsOpenMillis[i] > expected) {
                holes.add(new Hole(expected, tsOpenMillis[i], HoleType.UNKNOWN));
            }
        }
        return List.copyOf(holes);
    }

    /**
     * The found holes, cut at the edges of the known ones and typed by them; what no known hole
     * covers keeps its type. Where known holes overlap, the one that starts first counts.
     */
    public static List<Hole> typed(List<Hole> found, List<Hole> known) {
        if (known.isEmpty()) {
            return List.copyOf(found);
        }
        List<Hole> ordered =
                known.stream().sorted(Comparator.comparingLong(Hole::fromMillis)).toList();
        List<Hole> typed = new ArrayList<>();
        for (Hole hole : found) {
            long at = hole.fromMillis();
            for (Hole type : ordered) {
                long from = Math.max(at, type.fromMillis());
                long to = Math.min(hole.toMillis(), type.toMillis());
                if (from < to) {
                    addIfAny(typed, at, from, hole.type());
                    typed.add(new Hole(from, to, type.type()));
                    at = to;
                }
            }
            addIfAny(typed, at, hole.toMillis(), hole.type());
        }
        return List.copyOf(typed);
    }

    /** The parts of holes that lie in [fromMillis, toMillis), in order. */
    public static List<Hole> within(List<Hole> holes, long fromMillis, long toMillis) {
        List<Hole> inside = new ArrayList<>();
        for (Hole hole : holes) {
            addIfAny(
                    inside,
                    Math.max(fromMillis, hole.fromMillis()),
                    Math.min(toMillis, hole.toMillis()),
                    hole.type());
        }
        return List.copyOf(inside);
    }

    /** The parts of holes that none of the others covers, in order. */
    public static List<Hole> outside(List<Hole> holes, List<Hole> others) {
        List<Hole> ordered =
                others.stream().sorted(Comparator.comparingLong(Hole::fromMillis)).toList();
        List<Hole> outside = new ArrayList<>();
        for (Hole hole : holes) {
            long at = hole.fromMillis();
            for (Hole other : ordered) {
                if (other.toMillis() > at && other.fromMillis() < hole.toMillis()) {
                    addIfAny(outside, at, other.fromMillis(), hole.type());
                    at = other.toMillis();
                }
            }
            addIfAny(outside, at, hole.toMillis(), hole.type());
        }
        return List.copyOf(outside);
    }

    private static void addIfAny(List<Hole> holes, long from, long to, HoleType type) {
        if (from < to) {
            holes.add(new Hole(from, to, type));
        }
    }
}
