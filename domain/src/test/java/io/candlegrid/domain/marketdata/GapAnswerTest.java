package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.GapAnswer.Finding;
import io.candlegrid.domain.marketdata.GapAnswer.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapAnswerTest {

    private static final InstrumentId ID = new InstrumentId(1, "BTCUSDT");

    private static Hole hole(int from, int to, HoleType type) {
        return new Hole(from * 60_000L, to * 60_000L, type);
    }

    private static Hole hole(int from, int to) {
        return hole(from, to, HoleType.UNKNOWN);
    }

    private static GapAnswer answer(List<Hole> missing, StandInVenue venue) {
        Gap gap = Gap.found(ID, 10 * 60_000L, 20 * 60_000L, Instant.EPOCH);
        return new GapAnswer(gap, missing, venue.candles(ID, 10 * 60_000L, 20 * 60_000L));
    }

    @Test
    void cutsAGapWhereTheExchangeHasCandlesAndWhereNot() {
        StandInVenue venue =
                new StandInVenue().candles("BTCUSDT", 5, 12, 3).candles("BTCUSDT", 15, 30, 3);
        GapAnswer answer = answer(List.of(hole(10, 20)), venue);
        assertThat(answer.parts())
                .containsExactly(
                        new Part(hole(10, 12, HoleType.INGEST_GAP), Finding.THERE),
                        new Part(hole(12, 15), Finding.ABSENT),
                        new Part(hole(15, 20, HoleType.INGEST_GAP), Finding.THERE));
        assertThat(answer.news().count()).isEqualTo(7);
    }

    @Test
    void storesOnlyWhatIsMissing() {
        StandInVenue venue = new StandInVenue().candles("BTCUSDT", 10, 20, 3);
        GapAnswer answer = answer(List.of(hole(10, 12), hole(19, 20)), venue);
        assertThat(answer.parts())
                .containsExactly(new Part(hole(10, 20, HoleType.INGEST_GAP), Finding.THERE));
        assertThat(answer.news().count()).isEqualTo(3);
        assertThat(answer.news().tsOpenMillis(2)).isEqualTo(19 * 60_000L);
    }

    @Test
    void candlesWithoutVolumeAreMinutesWithoutTrades() {
        StandInVenue venue = new StandInVenue().candles("BTCUSDT", 10, 20, 0);
        assertThat(answer(List.of(hole(10, 20)), venue).parts())
                .containsExactly(new Part(hole(10, 20, HoleType.NO_TRADES), Finding.THERE));
    }

    @Test
    void whatTheAnswerDoesNotTellStaysOpen() {
        Gap gap = Gap.found(ID, 0, 3 * 60_000L, Instant.EPOCH);
        Venue.Answer answer =
                new Venue.Answer(new RawCandles(ID, CandleSource.REST, 1), List.of(hole(0, 1)));
        assertThat(new GapAnswer(gap, List.of(hole(0, 3)), answer).parts())
                .containsExactly(
                        new Part(hole(0, 1), Finding.ABSENT), new Part(hole(1, 3), Finding.OPEN));
    }
}
