package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoleTypingTest {

    private static final Coverage BTC = coverage("BTCUSDT", 0, 1_000, hole(100, 220));
    private static final Coverage ETH = coverage("ETHUSDT", 0, 1_000, hole(100, 220));

    /** Minutes instead of milliseconds. */
    private static Hole hole(int from, int to) {
        return new Hole(from * 60_000L, to * 60_000L, HoleType.UNKNOWN);
    }

    private static Hole halt(int from, int to) {
        return new Hole(from * 60_000L, to * 60_000L, HoleType.VENUE_HALT);
    }

    private static Coverage coverage(String symbol, int first, int last, Hole... holes) {
        return new Coverage(
                new InstrumentId(1, symbol),
                first * 60_000L,
                last * 60_000L,
                1,
                false,
                List.of(),
                Arrays.asList(holes),
                holes.length);
    }

    private static List<Hole> halts(Coverage of, Coverage... others) {
        return HoleTyping.halts(of, Arrays.asList(others));
    }

    @Test
    void aHoleThatTwoOthersShareIsAHalt() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(100, 220), hole(300, 301));
        assertThat(halts(ada, ada, BTC, ETH)).containsExactly(halt(100, 220));
    }

    @Test
    void oneOtherIsNotEnough() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(100, 220));
        assertThat(halts(ada, ada, BTC)).isEmpty();
    }

    @Test
    void othersWithoutCandlesOnBothSidesAreNotAsked() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(100, 220));
        Coverage later = coverage("NEWUSDT", 220, 1_000);
        Coverage ended = coverage("OLDUSDT", 0, 219);
        assertThat(halts(ada, BTC, later, ended)).isEmpty();
        assertThat(halts(ada, BTC, ETH, later, ended)).containsExactly(halt(100, 220));
    }

    @Test
    void whoeverTradedMeanwhileProvesThatTheVenueWasOpen() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(100, 220));
        Coverage trading = coverage("XRPUSDT", 0, 1_000, hole(100, 110), hole(111, 220));
        assertThat(halts(ada, BTC, ETH, trading)).containsExactly(halt(100, 110), halt(111, 220));
        assertThat(halts(ada, BTC, ETH, coverage("DOTUSDT", 0, 1_000))).isEmpty();
    }

    @Test
    void onlyTheSharedPartOfALongerHoleIsAHalt() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(95, 230));
        assertThat(halts(ada, BTC, ETH)).containsExactly(halt(100, 220));
    }

    @Test
    void partsThatWereTypedBeforeCountAsOneHole() {
        Coverage ada = coverage("ADAUSDT", 0, 1_000, hole(100, 150), halt(150, 220));
        Coverage cut = coverage("DOTUSDT", 0, 1_000, hole(100, 130), hole(130, 220));
        assertThat(halts(ada, BTC, cut)).containsExactly(halt(100, 220));
    }

    @Test
    void whatIsOutsideOfOtherHolesIsCutAtTheirEdges() {
        assertThat(Holes.outside(List.of(hole(0, 100)), List.of(hole(50, 60), hole(10, 20))))
                .containsExactly(hole(0, 10), hole(20, 50), hole(60, 100));
        assertThat(Holes.outside(List.of(hole(0, 100)), List.of(hole(0, 100)))).isEmpty();
        assertThat(Holes.outside(List.of(hole(0, 10)), List.of(hole(10, 20))))
                .containsExactly(hole(0, 10));
    }
}
