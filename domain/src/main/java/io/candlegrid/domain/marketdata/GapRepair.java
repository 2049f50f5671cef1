package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a market about its gaps: stores the candles that it has, and finds out why it has none.
 * First all gaps are repaired, then what is left is explained, because the candles of other
 * instruments decide between a halt and a minute without trades. Thread-safe.
 */
public record GapRepair(
        GapStore gaps,
        GapSearch search,
        CandleStore candles,
        GapExplanation explanation,
        InstantSource clock,
        RandomGenerator random) {

    /** Most gaps of a market that are worked on at a time. */
    private static final int MOST = 200;

    /** Absent minutes no farther apart than this are explained together. */
    private static final long TOGETHER = 8 * 3_600_000L;

    /** Longest time that is explained together. */
    private static final long LONGEST = 60 * 24 * 3_600_000L;

    /**
     * What was done.
     *
     * @param asked gaps that the market was asked about
     * @param repaired gaps or parts of gaps whose candles are there now
     * @param candles that were stored
     * @param explained parts of gaps of which it is known now why they are absent
     * @param postponed parts that are asked for again later
     * @param givenUp parts that are not asked for any more
     * @param trouble why the market was not asked about the rest; empty when it was
     */
    public record Outcome(
            int asked,
            int repaired,
            long candles,
            int explained,
            int postponed,
            int givenUp,
            String trouble) {}

    /**
     * Works on the gaps of a market that are due.
     *
     * @param deadline when no further gap is begun
     */
    public Outcome run(Venue venue, Instant deadline) {
        return new Work(venue, deadline).run();
    }

    /** One run's state. */
    private final class Work {
        private final Venue venue;
        private final Instant deadline;
        private final List<Gap> absent = new ArrayList<>();
        private int asked;
        private int repaired;
        private long stored;
        private int explained;
        private int postponed;
        private int givenUp;
        private String trouble = "";

        Work(Venue venue, Instant deadline) {
            this.venue = venue;
            this.deadline = deadline;
        }

        Outcome run() {
            for (Gap gap : gaps.due(venue.market().id(), clock.instant(), MOST)) {
                if (!goesOn()) {
                    break;
                }
                ask(gap);
            }
            absent.sort(Comparator.comparingLong(gap -> gap.hole().fromMillis()));
            for (int start = 0; start < absent.size() && goesOn(); ) {
                int end = endOfGroup(start);
                explain(absent.subList(start, end));
                start = end;
            }
            return new Outcome(asked, repaired, stored, explained, postponed, givenUp, trouble);
        }

        private boolean goesOn() {
            return trouble.isEmpty() && clock.instant().isBefore(deadline);
        }

        private void ask(Gap gap) {
            if (!venue.knows(gap.instrument())) {
                settle(gap, List.of(gap.refused("made up: no exchange knows it", now())));
                return;
            }
            asked++;
            // What is ingested live after the question counts more than the answer.
            IngestBatch batch = candles.newBatch();
            List<Hole> missing =
                    search.missing(
                            gap.instrument(), gap.hole().fromMillis(), gap.hole().toMillis());
            if (missing.isEmpty()) {
                settle(gap, List.of(gap.repaired(gap.hole(), "the candles have come", now())));
                return;
            }
            try {
                long from = missing.getFirst().fromMillis();
                long to = missing.getLast().toMillis();
                Venue.Answer answer = venue.candles(gap.instrument(), from, to);
                take(gap, new GapAnswer(gap, missing, answer), batch);
            } catch (VenueException e) {
                failed(List.of(gap), e);
            }
        }

        private void take(Gap gap, GapAnswer answer, IngestBatch batch) {
            RawCandles news = answer.news();
            try {
                if (news.count() > 0) {
                    candles.insertRaw(news, batch);
                    stored += news.count();
                }
            } catch (StoreException e) {
                trouble = String.valueOf(e.getMessage());
                Hole hole = gap.hole();
                Hole known = new Hole(hole.fromMillis(), hole.toMillis(), HoleType.INGEST_GAP);
                settle(gap, List.of(postponed(gap, known, trouble, null)));
                return;
            }
            List<Gap> parts = answer.parts().stream().map(part -> judged(gap, part)).toList();
            settle(gap, parts).stream()
                    .filter(part -> part.state() == Gap.State.OPEN)
                    .filter(part -> part.attempts() == gap.attempts())
                    .forEach(absent::add);
        }

        private Gap judged(Gap gap, GapAnswer.Part part) {
            return switch (part.finding()) {
                case THERE ->
                        gap.repaired(
                                part.hole(),
                                part.hole().type() == HoleType.NO_TRADES
                                        ? "the exchange tells them as candles without volume"
                                        : "fetched from the exchange",
                                now());
                case ABSENT -> gap.awaiting(part.hole(), now());
                case OPEN ->
                        postponed(gap, part.hole(), "the exchange's answer does not tell", null);
            };
        }

        private int endOfGroup(int start) {
            long from = absent.get(start).hole().fromMillis();
            long to = absent.get(start).hole().toMillis();
            int end = start + 1;
            while (end < absent.size()) {
                Hole next = absent.get(end).hole();
                if (next.fromMillis() > to + TOGETHER || next.toMillis() > from + LONGEST) {
                    break;
                }
                to = Math.max(to, next.toMillis());
                end++;
            }
            return end;
        }

        private void explain(List<Gap> group) {
            Optional<List<Hole>> typed;
            try {
                typed = explanation.explain(venue, group.stream().map(Gap::hole).toList());
            } catch (VenueException e) {
                failed(group, e);
                return;
            }
            for (Gap gap : group) {
                Hole hole = gap.hole();
                settle(
                        gap,
                        typed.map(all ->
                                        Holes.within(all, hole.fromMillis(), hole.toMillis())
                                                .stream()
                                                .map(part -> explained(gap, part))
                                                .toList())
                                .orElseGet(() ->
                                        List.of(
                                                postponed(
                                                        gap,
                                                        hole,
                                                        "the market's instruments are not known yet",
                                                        null))));
            }
        }

        private Gap explained(Gap gap, Hole part) {
            if (part.type() == HoleType.UNKNOWN) {
                return postponed(gap, part, "no instrument of the market tells yet", null);
            }
            return gap.explained(
                    part,
                    part.type() == HoleType.VENUE_HALT
                            ? "nothing traded on the market"
                            : "others traded, this one did not",
                    now());
        }

        private void failed(List<Gap> asking, VenueException e) {
            if (e.kind() == VenueException.Kind.REFUSED) {
                asking.forEach(gap -> settle(gap, List.of(gap.refused(e.reason(), now()))));
                return;
            }
            trouble = e.reason();
            if (e.kind() == VenueException.Kind.LATER) {
                Instant retryAt = e.retryAt().orElse(null);
                asking.forEach(gap ->
                        settle(gap, List.of(postponed(gap, gap.hole(), e.reason(), retryAt))));
            }
        }

        private Gap postponed(Gap gap, Hole part, String why, @Nullable Instant notBefore) {
            return gap.postponed(part, why, random.nextDouble(), notBefore, now());
        }

        private List<Gap> settle(Gap gap, List<Gap> parts) {
            List<Gap> settled = gaps.replace(gap, parts);
            for (Gap part : settled) {
                switch (part.state()) {
                    case REPAIRED -> repaired++;
                    case EXPLAINED -> explained++;
                    case GIVEN_UP -> givenUp++;
                    case OPEN -> postponed += part.attempts() > gap.attempts() ? 1 : 0;
                }
            }
            return settled;
        }

        private Instant now() {
            return clock.instant();
        }
    }
}
