package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.Gap.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GapTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final InstrumentId ID = new InstrumentId(1, "BTCUSDT");

    private static Gap open() {
        return Gap.found(ID, 0, 600_000, NOW);
    }

    private static Hole typed(Gap gap, HoleType type) {
        return new Hole(gap.hole().fromMillis(), gap.hole().toMillis(), type);
    }

    private static Gap postponed(Gap gap, double chance) {
        return gap.postponed(gap.hole(), "no answer", chance, null, NOW);
    }

    @Test
    void isAskedAtOnceWhenItIsFound() {
        assertThat(open().state()).isEqualTo(State.OPEN);
        assertThat(open().nextAttempt()).isEqualTo(NOW);
        assertThat(open().hole().type()).isEqualTo(HoleType.UNKNOWN);
    }

    @Test
    void pausesTwiceAsLongAfterEachAttemptAndGivesUpAfterTheLast() {
        List<Duration> pauses = new ArrayList<>();
        Gap gap = open();
        while (gap.state() == State.OPEN) {
            gap = postponed(gap, 0);
            if (gap.nextAttempt() != null) {
                pauses.add(Duration.between(NOW, gap.nextAttempt()));
            }
        }
        assertThat(pauses.subList(0, 4))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(8));
        assertThat(pauses).hasSize(Gap.MAX_ATTEMPTS - 1).isSorted();
        assertThat(pauses.getLast()).isEqualTo(Duration.ofHours(6));
        assertThat(gap.state()).isEqualTo(State.GIVEN_UP);
        assertThat(gap.attempts()).isEqualTo(Gap.MAX_ATTEMPTS);
        assertThat(gap.nextAttempt()).isNull();
    }

    @Test
    void chanceProlongsAPauseByAFifthAtMost() {
        assertThat(postponed(open(), 0.999_999).nextAttempt())
                .isAfter(NOW.plusSeconds(71))
                .isBefore(NOW.plusSeconds(72));
    }

    @Test
    void waitsAsLongAsTheExchangeWants() {
        Instant later = NOW.plus(Duration.ofHours(3));
        assertThat(open().postponed(open().hole(), "banned", 0, later, NOW).nextAttempt())
                .isEqualTo(later);
    }

    @Test
    void aPersonGivesItAllAttemptsAgain() {
        Gap explained = open().explained(typed(open(), HoleType.NO_TRADES), "why", NOW);
        Gap reopened = explained.reopened(NOW.plusSeconds(5));
        assertThat(reopened.state()).isEqualTo(State.OPEN);
        assertThat(reopened.hole().type()).isEqualTo(HoleType.UNKNOWN);
        assertThat(reopened.attempts()).isZero();
        assertThat(reopened.nextAttempt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(reopened.foundAt()).isEqualTo(NOW);
    }

    private static Gap in(State state) {
        return switch (state) {
            case OPEN -> open();
            case REPAIRED -> open().repaired(typed(open(), HoleType.INGEST_GAP), "", NOW);
            case EXPLAINED -> open().explained(typed(open(), HoleType.VENUE_HALT), "", NOW);
            case GIVEN_UP -> open().refused("unknown symbol", NOW);
        };
    }

    private static Gap move(Gap gap, State to) {
        return switch (to) {
            case OPEN -> gap.reopened(NOW);
            case REPAIRED -> gap.repaired(gap.hole(), "", NOW);
            case EXPLAINED -> gap.explained(typed(gap, HoleType.NO_TRADES), "", NOW);
            case GIVEN_UP -> gap.refused("", NOW);
        };
    }

    private static Set<State> allowed(State from) {
        return switch (from) {
            case OPEN -> Set.of(State.values());
            case REPAIRED -> Set.of(State.OPEN);
            case EXPLAINED, GIVEN_UP -> Set.of(State.OPEN, State.REPAIRED);
        };
    }

    @Test
    void movesOnlyAsTheStatesAllow() {
        for (State from : State.values()) {
            Gap gap = in(from);
            assertThat(gap.state()).isEqualTo(from);
            for (State to : State.values()) {
                if (allowed(from).contains(to)) {
                    assertThat(move(gap, to).state()).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> move(gap, to))
                            .as("%s to %s", from, to)
                            .isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void anExplanationSaysWhy() {
        assertThatThrownBy(() -> open().explained(open().hole(), "", NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
