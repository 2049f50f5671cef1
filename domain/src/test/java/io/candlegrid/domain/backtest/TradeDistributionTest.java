package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.TradeDistribution.Bin;
import io.candlegrid.domain.backtest.TradeDistribution.Group;
import io.candlegrid.domain.backtest.TradeDistribution.Length;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TradeDistributionTest {

    /** Monday 2024-01-01 and Tuesday; profits +20, +10, 0, −30, −10, +40 of a notional of 1,000. */
    private static final List<Trade> TRADES =
            List.of(
                    TradeSamples.of("2024-01-01T00:10:00Z", "2024-01-01T00:10:00Z", 20),
                    TradeSamples.of("2024-01-01T00:20:00Z", "2024-01-01T00:21:00Z", 10),
                    TradeSamples.of("2024-01-01T05:00:00Z", "2024-01-01T05:30:00Z", 0),
                    TradeSamples.of(
                            PositionSide.SHORT,
                            "2024-01-01T06:00:00Z",
                            "2024-01-01T07:00:00Z",
                            -30,
                            ExitReason.STOP_LOSS),
                    TradeSamples.of("2024-01-01T08:00:00Z", "2024-01-02T08:00:00Z", -10),
                    TradeSamples.of("2024-01-02T09:00:00Z", "2024-02-09T09:00:00Z", 40));

    private final TradeDistribution distribution = TradeDistribution.of(TRADES);

    @Test
    void binsReturnsByRoundWidthsWithAnEdgeAtZero() {
        // From −0.03 to 0.04: 0.07 / 30 = 0.00233 makes bins of 0.005.
        List<Bin> bins = distribution.returns();
        assertThat(bins.getFirst()).isEqualTo(new Bin(-0.03, -0.025, 1));
        assertThat(bins.getLast()).isEqualTo(new Bin(0.04, 0.045, 1));
        assertThat(bins).extracting(Bin::from).contains(0.0);
        assertThat(bins).hasSize(15);
        assertThat(bins.stream().filter(bin -> bin.count() > 0))
                .containsExactly(
                        new Bin(-0.03, -0.025, 1),
                        new Bin(-0.01, -0.005, 1),
                        new Bin(0, 0.005, 1),
                        new Bin(0.01, 0.015, 1),
                        new Bin(0.02, 0.025, 1),
                        new Bin(0.04, 0.045, 1));
    }

    @Test
    void putsEveryReturnIntoTheBinItLiesIn() {
        List<Trade> many =
                IntStream.rangeClosed(-300, 300)
                        .mapToObj(i ->
                                TradeSamples.of(
                                        "2024-01-01T00:00:00Z", "2024-01-01T00:01:00Z", i / 10.0))
                        .toList();

        for (Bin bin : TradeDistribution.of(many).returns()) {
            assertThat(
                            many.stream()
                                    .filter(t -> t.returnFraction() >= bin.from())
                                    .filter(t -> t.returnFraction() < bin.to()))
                    .as(bin.toString())
                    .hasSize(bin.count());
        }
    }

    @Test
    void groupsBySideReasonHourAndWeekday() {
        assertThat(distribution.bySide()).extracting(Group::key).containsExactly("long", "short");
        Group longs = distribution.bySide().getFirst();
        assertThat(longs.trades()).isEqualTo(5);
        assertThat(longs.wins()).isEqualTo(3);
        assertThat(longs.pnl()).isEqualTo(60);
        assertThat(longs.meanReturn()).isCloseTo(0.012, within(1e-15));
        assertThat(distribution.byExitReason())
                .extracting(Group::key)
                .containsExactly("signal", "stop_loss");
        assertThat(distribution.byHour()).hasSize(24);
        assertThat(distribution.byHour().getFirst().trades()).isEqualTo(2);
        assertThat(distribution.byHour().get(6).pnl()).isEqualTo(-30);
        assertThat(distribution.byHour().get(23).meanReturn()).isNaN();
        assertThat(distribution.byWeekday())
                .extracting(Group::key, Group::trades)
                .startsWith(tuple("monday", 5), tuple("tuesday", 1))
                .hasSize(7);
    }

    @Test
    void countsHoldingTimes() {
        assertThat(distribution.holding().stream().filter(bin -> bin.count() > 0))
                .containsExactly(
                        new Bin(0, 60, 1),
                        new Bin(60, 300, 1),
                        new Bin(900, 3600, 1),
                        new Bin(3600, 14_400, 1),
                        new Bin(86_400, 259_200, 1),
                        new Bin(2_592_000, Double.POSITIVE_INFINITY, 1));
        // 0, 60, 1800, 3600, 86400, 38 days: the third of six is the median by nearest rank.
        assertThat(distribution.holdingSeconds())
                .isEqualTo(new TradeDistribution.Quantiles(0, 60, 1800, 86_400, 38 * 86_400.0));
    }

    @Test
    void countsStreaksThatAZeroEnds() {
        assertThat(distribution.streaks())
                .isEqualTo(
                        new TradeDistribution.Streaks(
                                2, 2, List.of(new Length(1, 1, 0), new Length(2, 1, 1))));
    }

    @Test
    void isEmptyWithoutTrades() {
        TradeDistribution none = TradeDistribution.of(List.of());

        assertThat(none.returns()).isEmpty();
        assertThat(none.bySide()).isEmpty();
        assertThat(none.holdingSeconds().median()).isNaN();
        assertThat(none.streaks().lengths()).isEmpty();
    }

    @Test
    void hasOneBinForReturnsThatAreAllTheSame() {
        Trade trade = TradeSamples.of("2024-01-01T00:00:00Z", "2024-01-01T00:01:00Z", 30);

        assertThat(TradeDistribution.of(List.of(trade, trade)).returns())
                .singleElement()
                .satisfies(bin -> assertThat(bin.count()).isEqualTo(2));
    }
}
