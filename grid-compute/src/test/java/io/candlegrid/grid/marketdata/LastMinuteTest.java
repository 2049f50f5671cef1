package io.candlegrid.grid.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastMinuteTest {

    private static final long START = 1_767_268_800_000L;

    private final LastMinute rate = new LastMinute();

    /** Five candles at each full minute. */
    private @Nullable Long after(int seconds) {
        return rate.watch(START + seconds * 1_000L, 5 * (seconds / 60));
    }

    @Test
    void shouldNotSwingBetweenTheBursts() {
        for (int second = 0; second < 200; second += 2) {
            Long rateThen = after(second);
            if (second < 60) {
                assertThat(rateThen).as("after %d s", second).isNull();
            } else {
                assertThat(rateThen).as("after %d s", second).isEqualTo(5);
            }
        }
    }

    @Test
    void shouldCountWhatCameInABreakOfTheWatch() {
        assertThat(after(0)).isNull();
        assertThat(after(200)).isEqualTo(15);
        assertThat(after(230)).isEqualTo(15);
        assertThat(after(260)).isEqualTo(5);
    }
}
