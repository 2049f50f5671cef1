package io.candlegrid.domain.marketdata;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A gap, minute by minute, after the venue was asked: each minute is stored by now, came with the
 * answer, is absent at the venue too, or is as unknown as before.
 *
 * @param missing the minutes of the gap that canonical lacked before the answer
 */
record GapAnswer(Gap gap, List<Hole> missing, Venue.Answer answer) {

    private static final long MINUTE = Timeframe.M1.millis();

    /** What a part of a gap turned out to be. */
    enum Finding {
        /** We have the candles, or got them now. */
        THERE,
        /** The venue has no candles. */
        ABSENT,
        /** The venue did not say. */
        OPEN
    }

    /**
     * A run of minutes with one finding. Of those that are there, the type says what it was: {@code
     * NO_TRADES} when nothing but candles without volume came, else {@code INGEST_GAP}.
     */
    record Part(Hole hole, Finding finding) {}

    /** The candles of the answer that were missing. */
    RawCandles news() {
        BitSet wanted = minutes(missing);
        RawCandles all = answer.candles();
        RawCandles news = new RawCandles(all.instrument(), all.source(), all.count());
        for (int i = 0; i < all.count(); i++) {
            int at = at(all.tsOpenMillis(i));
            if (at >= 0 && wanted.get(at)) {
                news.addFrom(all, i);
            }
        }
        return news;
    }

    /** The whole gap, in order. */
    List<Part> parts() {
        BitSet there = minutes(missing);
        there.flip(0, length());
        BitSet traded = (BitSet) there.clone();
        RawCandles all = answer.candles();
        for (int i = 0; i < all.count(); i++) {
            int at = at(all.tsOpenMillis(i));
            if (at >= 0) {
                there.set(at);
                traded.set(at, all.value(RawCandles.Column.VOLUME, i) > 0 || traded.get(at));
            }
        }
        BitSet absent = minutes(answer.absent());
        absent.andNot(there);
        List<Part> parts = new ArrayList<>();
        for (int start = 0; start < length(); ) {
            int end = start + 1;
            while (end < length() && finding(there, absent, end) == finding(there, absent, start)) {
                end++;
            }
            parts.add(part(start, end, finding(there, absent, start), traded));
            start = end;
        }
        return parts;
    }

    private Part part(int start, int end, Finding finding, BitSet traded) {
        HoleType type = HoleType.UNKNOWN;
        if (finding == Finding.THERE) {
            int first = traded.nextSetBit(start);
            type = first >= 0 && first < end ? HoleType.INGEST_GAP : HoleType.NO_TRADES;
        }
        long from = gap.hole().fromMillis();
        return new Part(new Hole(from + start * MINUTE, from + end * MINUTE, type), finding);
    }

    private static Finding finding(BitSet there, BitSet absent, int minute) {
        if (there.get(minute)) {
            return Finding.THERE;
        }
        return absent.get(minute) ? Finding.ABSENT : Finding.OPEN;
    }

    private BitSet minutes(List<Hole> holes) {
        BitSet minutes = new BitSet(length());
        for (Hole hole : Holes.within(holes, gap.hole().fromMillis(), gap.hole().toMillis())) {
            minutes.set(at(hole.fromMillis()), at(hole.toMillis() - MINUTE) + 1);
        }
        return minutes;
    }

    private int length() {
        return (int) gap.hole().minutes();
    }

    /** Number of a minute within the gap; −1 outside. */
    private int at(long tsOpenMillis) {
        Hole hole = gap.hole();
        return tsOpenMillis < hole.fromMillis() || tsOpenMillis >= hole.toMillis()
                ? -1
                : (int) ((tsOpenMillis - hole.fromMillis()) / MINUTE);
    }
}
