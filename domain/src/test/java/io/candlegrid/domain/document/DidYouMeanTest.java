package io.candlegrid.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> NAMES =
            List.of("window", "source", "slow.window", "fast.window", "k");

    @ParameterizedTest
    @CsvSource({
        "windw, window",
        "widnow, window",
        "Window, window",
        "slow.windw, slow.window",
        "fsat.window, fast.window",
        "sorce, source"
    })
    void findsTheNearestName(String written, String meant) {
        assertThat(DidYouMean.closest(written, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"period", "xyz", "leverage"})
    void suggestsNothingForWhatIsFarFromEverything(String written) {
        assertThat(DidYouMean.closest(written, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ab, ab, 0", "ab, ba, 1", "abc, ab, 1", "ab, abc, 1", "abc, axc, 1", "abc, xyz, 3"})
    void countsEditsAndSwaps(String a, String b, int distance) {
        assertThat(DidYouMean.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void advisesTheNearestOrListsTheChoices() {
        assertThat(DidYouMean.advice("windw", NAMES)).isEqualTo(", did you mean \"window\"?");
        assertThat(DidYouMean.advice("period", List.of("a", "b")))
                .isEqualTo("; it must be one of a, b");
        assertThat(DidYouMean.advice("x".repeat(10_000), List.of("a"))).contains("one of a");
    }
}
