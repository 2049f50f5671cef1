package io.candlegrid.domain.marketdata;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hole that is looked after, from when it is found until it is repaired or explained.
 *
 * <pre>
 *             candles came                 the venue has none
 *   REPAIRED &lt;------------- OPEN -------------------------------&gt; EXPLAINED
 *      |                    ^  | no answer: again after a pause        |
 *      | gone again         |  | no answer for the last time, refused  | a person asks,
 *      +--------------------+  v                                       | candles came
 *                           | GIVEN_UP                                 |
 *                           +--- a person asks -------------------------+
 * </pre>
 *
 * A gap that gets different answers for its parts is replaced by one gap for each part.
 *
 * @param id 0 while it is not stored
 * @param attempts how often the venue was asked without an answer
 * @param nextAttempt when it is asked next; null unless open
 * @param detail what is known about it, for people
 */
public record Gap(
        long id,
        InstrumentId instrument,
        Hole hole,
        State state,
        int attempts,
        @Nullable Instant nextAttempt,
        String detail,
        Instant foundAt,
        Instant changedAt) {

    /** Most attempts; with the pauses between them about 28 hours. */
    public static final int MAX_ATTEMPTS = 12;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int MAX_DETAIL = 500;

    /** Where a gap stands. */
    public enum State {
        /** The venue is going to be asked. */
        OPEN,
        /** The candles are there. */
        REPAIRED,
        /** There are no candles to be had, and it is known why. */
        EXPLAINED,
        /** The venue did not answer; a person has to look. */
        GIVEN_UP;

        private Set<State> next() {
            return switch (this) {
                case OPEN -> EnumSet.allOf(State.class);
                case REPAIRED -> EnumSet.of(OPEN);
                case EXPLAINED, GIVEN_UP -> EnumSet.of(OPEN, REPAIRED);
            };
        }
    }

    public Gap {
        if ((state == State.OPEN) != (nextAttempt != null)) {
            throw new IllegalArgumentException("state=" + state + " nextAttempt=" + nextAttempt);
        }
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    /** A gap that was just found. */
    public static Gap found(InstrumentId instrument, long fromMillis, long toMillis, Instant now) {
        Hole hole = new Hole(fromMillis, toMillis, HoleType.UNKNOWN);
        return new Gap(0, instrument, hole, State.OPEN, 0, now, "", now, now);
    }

    /** A part whose candles are there now. */
    public Gap repaired(Hole part, String how, Instant now) {
        return moved(part, State.REPAIRED, attempts, null, how, now);
    }

    /** A part that the venue has no candles of either. */
    public Gap explained(Hole part, String how, Instant now) {
        if (part.type() == HoleType.UNKNOWN) {
            throw new IllegalArgumentException("type=UNKNOWN explains nothing");
        }
        return moved(part, State.EXPLAINED, attempts, null, how, now);
    }

    /** A part that the venue has no candles of, for a reason that is still to be found. */
    public Gap awaiting(Hole part, Instant now) {
        return moved(part, State.OPEN, attempts, now, "the exchange has no candles", now);
    }

    /**
     * A part that nothing was learnt about: open until the attempts are used up.
     *
     * @param chance in [0, 1): prolongs the pause, so that not all gaps wait for the same instant
     * @param notBefore when the venue will answer again; null if it didn't say
     */
    public Gap postponed(
            Hole part, String why, double chance, @Nullable Instant notBefore, Instant now) {
        int tried = attempts + 1;
        if (tried >= MAX_ATTEMPTS) {
            return moved(part, State.GIVEN_UP, tried, null, why, now);
        }
        long pause =
                Math.min(
                        FIRST_PAUSE.toMillis() << Math.min(tried - 1, 20),
                        LONGEST_PAUSE.toMillis());
        Instant next = now.plusMillis(pause + (long) (0.2 * chance * pause));
        if (notBefore != null && notBefore.isAfter(next)) {
            next = notBefore;
        }
        return moved(part, State.OPEN, tried, next, why, now);
    }

    /** The venue will never answer for this instrument. */
    public Gap refused(String why, Instant now) {
        return moved(hole, State.GIVEN_UP, attempts + 1, null, why, now);
    }

    /** To be asked for at once, with all attempts again. */
    public Gap reopened(Instant now) {
        Hole unknown = new Hole(hole.fromMillis(), hole.toMillis(), HoleType.UNKNOWN);
        return moved(unknown, State.OPEN, 0, now, detail, now);
    }

    private Gap moved(
            Hole part, State to, int tries, @Nullable Instant next, String about, Instant now) {
        if (!state.next().contains(to)) {
            throw new IllegalStateException("gap " + id + " is " + state + " and can't be " + to);
        }
        if (part.fromMillis() < hole.fromMillis() || part.toMillis() > hole.toMillis()) {
            throw new IllegalArgumentException(part + " is no part of " + hole);
        }
        return new Gap(id, instrument, part, to, tries, next, about, foundAt, now);
    }
}
