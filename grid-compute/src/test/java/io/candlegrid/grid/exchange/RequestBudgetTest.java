package io.candlegrid.grid.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    /** Time that passes by sleeping only. */
    private static final class FakeTime implements WallTime {
        private Instant now = Instant.parse("2026-01-05T00:00:10Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    private final FakeTime time = new FakeTime();
    private final RequestBudget budget = new RequestBudget(time, Duration.ofMinutes(1), 10);

    @Test
    void waitsForTheNextWindowWhenTheWeightIsUsedUp() throws Exception {
        budget.acquire(6, MAX_WAIT);
        budget.acquire(4, MAX_WAIT);
        assertThat(time.now).isEqualTo("2026-01-05T00:00:10Z");

        budget.acquire(1, MAX_WAIT);

        assertThat(time.now).isEqualTo("2026-01-05T00:01:00Z");
    }

    @Test
    void believesTheExchangeWhenOthersUseTheSameAddress() throws Exception {
        budget.acquire(1, MAX_WAIT);
        budget.report(10, time.now);

        budget.acquire(1, MAX_WAIT);

        assertThat(time.now).isEqualTo("2026-01-05T00:01:00Z");
    }

    @Test
    void ignoresAReportOfAnEarlierWindow() throws Exception {
        budget.acquire(1, MAX_WAIT);
        Instant earlier = time.now;
        time.now = time.now.plusSeconds(60);

        budget.report(10, earlier);
        budget.acquire(9, MAX_WAIT);

        assertThat(time.now).isEqualTo("2026-01-05T00:01:10Z");
    }

    @Test
    void letsOneRequestThroughThatIsHeavierThanTheLimit() throws Exception {
        budget.acquire(20, MAX_WAIT);

        assertThat(time.now).isEqualTo("2026-01-05T00:00:10Z");
    }

    @Test
    void keepsQuietAsLongAsTheExchangeAsks() throws Exception {
        budget.pauseUntil(Instant.parse("2026-01-05T00:00:45Z"));
        budget.pauseUntil(Instant.parse("2026-01-05T00:00:20Z"));

        budget.acquire(1, MAX_WAIT);

        assertThat(time.now).isEqualTo("2026-01-05T00:00:45Z");
    }

    @Test
    void refusesAtOnceWhenTheWaitIsTooLong() {
        Instant until = Instant.parse("2026-01-05T02:00:00Z");
        budget.pauseUntil(until);

        assertThatThrownBy(() -> budget.acquire(1, MAX_WAIT))
                .isInstanceOfSatisfying(
                        ExchangeException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(ExchangeException.Kind.RATE_LIMITED);
                            assertThat(e.retryAt()).contains(until);
                        });
        assertThat(time.now).isEqualTo("2026-01-05T00:00:10Z");
    }

    @Test
    void backsOffLongerAndLongerUpToAMost() {
        Duration min = Duration.ofMillis(100);
        Duration max = Duration.ofSeconds(5);

        for (int failures = 1; failures < 100; failures++) {
            Duration wait = Backoff.after(failures, min, max);
            long base = Math.min(100L << Math.min(failures - 1, 20), 5_000);
            assertThat(wait.toMillis()).isBetween(base, Math.min(2 * base, 5_000));
        }
    }
}
