package io.candlegrid.domain.marketdata.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {

    private final TimeReader reader = new TimeReader();

    @ParameterizedTest
    @CsvSource({
        "1704067260000, 2024-01-01T00:01:00Z",
        "1772323200000000, 2026-03-01T00:00:00Z",
        "2025-05-30 16:39:00+00:00, 2025-05-30T16:39:00Z",
        "2025-05-30T16:39:00Z, 2025-05-30T16:39:00Z",
        "2025-05-30 16:39:00.000+05:30, 2025-05-30T11:09:00Z",
        "2025-05-30 16:39:00-0100, 2025-05-30T17:39:00Z",
        "2024.02.29 23:59, 2024-02-29T23:59:00Z"
    })
    void readsEveryForm(String text, String expected) {
        assertThat(read(text)).isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1704067260000.0",
                "-1704067260000",
                "2025-05-30 16:39:00",
                "2025-13-30 16:39:00Z",
                "2025-02-29 16:39:00Z",
                "2025-05-30 24:00:00Z",
                "2025-05-30 16:39:00Zjunk",
                "2025-05-30",
                "2024.02.30 23:59",
                "99999999999999999999"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(read(text)).isEqualTo(TimeReader.NOT_A_TIME);
    }

    @Test
    void keepsTimesOffTheMinuteOffTheMinute() {
        assertThat(read("1772323200000001") % 60_000).isNotZero();
        assertThat(read("1704067260001") % 60_000).isNotZero();
        assertThat(read("2025-05-30 16:39:00.0000001Z") % 60_000).isNotZero();
        assertThat(read("2025-05-30 16:39:30Z") % 60_000).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void readsTheSameTimeAsTheLibrary(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(97) - 48) * 900);
            Instant time = Instant.ofEpochSecond(random.nextLong(4_102_444_800L) / 60 * 60);
            String text =
                    OffsetDateTime.ofInstant(time, offset)
                            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx"));
            assertThat(read(text)).as("seed %d text %s", seed, text).isEqualTo(time.toEpochMilli());
        }
    }

    private long read(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 1, bytes.length - 1);
    }
}
