package io.candlegrid.grid.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.grid.exchange.FetchedCandles;
import io.candlegrid.grid.marketdata.Frontier.Question;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final InstrumentId ID = new InstrumentId(1, "SYNTHUSDT");
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_748_858_400_000L;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(8);

    private final Frontier frontier = new Frontier(ID, at(0));

    private static long at(int minute) {
        return T0 + minute * MINUTE;
    }

    private @Nullable Question due(int closed, long nanos) {
        return frontier.due(at(closed), at(closed), 1_000, nanos);
    }

    private void answer(int from, int to, List<Hole> absent, long nanos, Integer... minutes) {
        RawCandles candles = new RawCandles(ID, CandleSource.REST, 16);
        for (int minute : Arrays.asList(minutes)) {
            candles.add(at(minute), new double[] {1, 1, 1, 1, 1, 1, 1, 1}, 1);
        }
        frontier.answered(
                new FetchedCandles(candles, at(from), at(to), absent, List.of(), List.of()),
                nanos,
                RETRY,
                MOST);
    }

    @Test
    void asksForNothingWhileCandlesComeInTurn() {
        for (int minute = 0; minute < 5; minute++) {
            frontier.stored(at(minute));
        }
        assertThat(frontier.settled()).isEqualTo(at(5));
        assertThat(due(5, 0)).isNull();
    }

    @Test
    void asksFromTheHoleOnAndJumpsOverWhatIsStoredBeyondIt() {
        frontier.stored(at(0));
        frontier.stored(at(2));
        frontier.stored(at(3));
        assertThat(frontier.minutesBehind(at(4))).isOne();
        assertThat(due(4, 0)).isEqualTo(new Question(ID, at(1), at(4)));
        assertThat(due(4, 0)).as("one question at a time").isNull();
        answer(1, 2, List.of(), 0, 1);
        assertThat(frontier.settled()).isEqualTo(at(4));
    }

    @Test
    void settlesOutOfOrderCandlesWithoutAsking() {
        frontier.stored(at(1));
        frontier.stored(at(0));
        assertThat(frontier.settled()).isEqualTo(at(2));
    }

    @Test
    void takesTheExchangesWordForMinutesThatItDoesNotHave() {
        assertThat(due(3, 0)).isNotNull();
        Hole absent = new Hole(at(1), at(2), HoleType.UNKNOWN);
        answer(0, 3, List.of(absent), 0, 0, 2);
        assertThat(frontier.settled()).isEqualTo(at(3));
    }

    @Test
    void asksAgainLaterForMinutesThatAnAnswerLeftOpenAndGivesUpInTheEnd() {
        long nanos = 0;
        for (int i = 1; i < 5; i++) {
            assertThat(due(3, nanos)).isNotNull();
            answer(0, 3, List.of(), nanos, 0, 2);
            assertThat(frontier.settled()).isEqualTo(at(1));
            assertThat(due(3, nanos)).isNull();
            nanos += MOST.toNanos();
        }
        assertThat(due(3, nanos)).isNotNull();
        answer(1, 3, List.of(), nanos, 2);
        assertThat(frontier.settled()).isEqualTo(at(3));
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUntilACandleComes() {
        assertThat(due(1, 0)).isNotNull();
        frontier.failed(0, RETRY, MOST);
        assertThat(due(1, RETRY.toNanos() - 1)).isNull();
        assertThat(due(1, RETRY.toNanos())).isNotNull();
        frontier.failed(0, RETRY, MOST);
        assertThat(due(1, 2 * RETRY.toNanos() - 1)).isNull();
        frontier.stored(at(1));
        assertThat(due(1, 0)).isNotNull();
    }

    @Test
    void isNotBehindWhileTheExchangeSaysThatNothingTrades() {
        assertThat(due(3, 0)).isNotNull();
        answer(0, 3, List.of(new Hole(at(0), at(3), HoleType.UNKNOWN)), 0);
        assertThat(frontier.minutesBehind(at(6))).isZero();
        frontier.stored(at(7));
        assertThat(frontier.minutesBehind(at(8))).isEqualTo(4);
    }

    @Test
    void comparesWhatWasStoredBeforeAnInterruption() {
        for (int minute = 0; minute < 10; minute++) {
            frontier.stored(at(minute));
        }
        frontier.recheck(at(5) + 30_000);
        assertThat(due(10, 0)).isEqualTo(new Question(ID, at(5), at(10)));
        answer(5, 10, List.of(), 0, 5, 6, 7, 8, 9);
        assertThat(due(10, 0)).isNull();
        assertThat(frontier.settled()).isEqualTo(at(10));
    }

    @Test
    void asksForLongHolesInPieces() {
        assertThat(frontier.due(at(5_000), at(5_000), 1_000, 0))
                .isEqualTo(new Question(ID, at(0), at(1_000)));
    }
}
